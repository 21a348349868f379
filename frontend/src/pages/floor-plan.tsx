/** The drawing beside the sign-in: an architecture as the plan of a house. Decoration only. */
export function FloorPlan() {
  return (
    <svg
      viewBox="0 0 520 420"
      aria-hidden
      className="w-full max-w-xl text-accent"
      fill="none"
      stroke="currentColor"
    >
      <path
        d="M40 40h440v300H40z M40 190h110 M190 190h60 M250 40v90 M250 170v170 M250 230h70 M360 230h120 M360 40v50 M360 130v100"
        strokeWidth="5"
        strokeLinecap="square"
      />
      <path
        d="M150 190a40 40 0 0 1 40-40v40 M250 130a40 40 0 0 1 40 40h-40 M320 230a40 40 0 0 1 40 40v-40 M360 90a40 40 0 0 0-40 40h40"
        strokeWidth="1"
      />
      <g strokeWidth="1" className="text-faint">
        <path d="M40 372h440 M40 366v12 M250 366v12 M480 366v12 M12 40v300 M6 40h12 M6 190h12 M6 340h12" />
      </g>
      <g stroke="none" fill="currentColor" className="font-mono text-[11px] tracking-wider">
        <text x="60" y="66">
          EDGE · CDN
        </text>
        <text x="60" y="216">
          COMPUTE
        </text>
        <text x="270" y="66">
          QUEUE
        </text>
        <text x="380" y="66">
          CACHE
        </text>
        <text x="270" y="320">
          DATA · TWO ZONES
        </text>
      </g>
      <g stroke="none" className="fill-faint font-mono text-[10px] tracking-wider">
        <text x="112" y="392">
          PUBLIC SUBNETS
        </text>
        <text x="314" y="392">
          PRIVATE SUBNETS
        </text>
      </g>
      <g strokeWidth="1.2" strokeDasharray="4 4" className="text-ink/60">
        <path d="M100 120h70v150h-60 M170 150h135 M305 150v-40h115 M340 150v130h60 M305 150h35" />
      </g>
      <g stroke="none" fill="currentColor">
        <circle cx="100" cy="120" r="4.5" />
        <circle cx="110" cy="270" r="4.5" />
        <circle cx="305" cy="150" r="4.5" />
        <circle cx="420" cy="110" r="4.5" />
        <circle cx="400" cy="280" r="4.5" />
      </g>
    </svg>
  );
}
