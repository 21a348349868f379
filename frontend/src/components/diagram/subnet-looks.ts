/** The colours of AWS's own group icons; text keeps the page's ink, which can be read on all of them. */
export const SUBNET_LOOKS: Record<string, string> = {
  public_subnets: 'border-[#7aa116] bg-[#7aa116]/8',
  private_subnets: 'border-[#00a4a6] bg-[#00a4a6]/8',
  data_subnets: 'border-[#2e6fbf] bg-[#2e6fbf]/8',
};
