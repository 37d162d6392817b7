#!/bin/sh
# 自己的证书：own-ca.sh 存放的目录 服务器地址或名称 …
# 第一次做出 ca.crt（装到每台电脑）和 ca.key（做好就拿走，锁起来）；再运行只换 hall.crt。
set -eu
if [ $# -lt 2 ]; then
    echo "用法：own-ca.sh 目录 地址或名称 …，例如 own-ca.sh /etc/hall/tls 192.168.1.10" >&2
    exit 2
fi
folder=$1
shift
umask 077
mkdir -p "$folder"
cd "$folder"
names=
for name in "$@"; do
    case $name in
    *[!0-9.]*) names="$names${names:+,}DNS:$name" ;;
    *) names="$names${names:+,}IP:$name" ;;
    esac
done
if [ ! -f ca.key ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 7300 \
        -subj "/CN=政务服务中心自己的证书机构" -utf8 -keyout ca.key -out ca.crt 2>/dev/null
fi
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -subj "/CN=$1" -keyout hall.key.new -out hall.csr 2>/dev/null
printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' "$names" >hall.ext
# 浏览器不认长于 825 天的。
openssl x509 -req -in hall.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 820 \
    -extfile hall.ext -out hall.crt.new 2>/dev/null
mv hall.key.new hall.key
mv hall.crt.new hall.crt
rm -f hall.csr hall.ext ca.srl
chmod 644 ca.crt hall.crt
echo "做好了：$folder/hall.crt（820 天）。把 $folder/ca.crt 装到每台电脑，把 $folder/ca.key 拿走锁好。"
