# Runs once at the first start: a web page on the port until your application answers.
Install-WindowsFeature -Name Web-Server
if (80 -ne 80) { New-WebBinding -Name 'Default Web Site' -Port 80 }
