# Runs once, as root, at the first start: mounts what the server is connected to, sends /var/log/app.log to CloudWatch
# and answers on the port until your application does.
set -euo pipefail

while read -r file_system access_point path; do
  command -v mount.efs >/dev/null || dnf install -y amazon-efs-utils || yum install -y amazon-efs-utils
  mkdir -p "$path"
  echo "$file_system $path efs _netdev,nofail,tls,iam,accesspoint=$access_point 0 0" >> /etc/fstab
  mount "$path"
done < <(cat /etc/server.mounts 2>/dev/null || true)

# A volume is attached shortly after the start; only an empty one is formatted.
while read -r volume path; do
  disk="/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${volume/-/}"
  for _ in $(seq 60); do [ -e "$disk" ] && break; sleep 5; done
  blkid "$disk" || mkfs -t ext4 "$disk"
  mkdir -p "$path"
  echo "$disk $path ext4 defaults,nofail 0 2" >> /etc/fstab
  mount "$path"
done < <(cat /etc/server.volumes 2>/dev/null || true)

touch /var/log/app.log
mkdir -p /opt/app
echo "The server runs. Put your application in its place: systemctl disable --now app" > /opt/app/index.html
cat > /etc/systemd/system/app.service <<'END'
[Unit]
Description=The application
After=network-online.target

[Service]
EnvironmentFile=/etc/server.env
ExecStart=/usr/bin/python3 -m http.server 80 --directory /opt/app
StandardOutput=append:/var/log/app.log
StandardError=append:/var/log/app.log
DynamicUser=yes
AmbientCapabilities=CAP_NET_BIND_SERVICE
Restart=always

[Install]
WantedBy=multi-user.target
END
systemctl daemon-reload
systemctl enable --now app

if command -v dpkg >/dev/null; then
  curl -fsSLo /tmp/agent.deb "https://amazoncloudwatch-agent.s3.amazonaws.com/ubuntu/$(dpkg --print-architecture)/latest/amazon-cloudwatch-agent.deb"
  dpkg -i /tmp/agent.deb
else
  dnf install -y amazon-cloudwatch-agent || yum install -y amazon-cloudwatch-agent
fi
cat > /opt/aws/amazon-cloudwatch-agent/etc/config.json <<END
{"logs": {"logs_collected": {"files": {"collect_list": [
  {"file_path": "/var/log/app.log", "log_group_name": "$LOG_GROUP", "log_stream_name": "{instance_id}"}]}}},
 "metrics": {"append_dimensions": {"InstanceId": "\${aws:InstanceId}"},
  "metrics_collected": {"mem": {"measurement": ["mem_used_percent"]}, "disk": {"measurement": ["used_percent"], "resources": ["/"]}}}}
END
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/opt/aws/amazon-cloudwatch-agent/etc/config.json
