#!/bin/sh
# Make another machine out of this one, in the mount namespace that this script has to itself.
#
#     hub_machine.sh COVERED... -- KEPT...
#
# COVERED are folders whose content is not seen there, KEPT what is seen in them all the same.
# It lasts until standard input ends: with the process that started it, at the latest.
set -eu
umask 022 # a test that opened a course has left another

mount -t tmpfs -o mode=755 aside /mnt
covered=0
for argument; do
    [ "$argument" != -- ] || break
    covered=$((covered + 1))
done

number=0
for folder; do
    number=$((number + 1))
    [ $number -gt $((covered + 1)) ] || continue
    mkdir "/mnt/$number"
    mount --bind -o ro "$folder" "/mnt/$number"
done

number=0
for folder; do
    number=$((number + 1))
    if [ $number -le $covered ] && [ -d "$folder" ]; then
        mount -t tmpfs -o mode=755 covered "$folder"
    elif [ $number -gt $((covered + 1)) ]; then
        mkdir -p "$folder"
        mount --move "/mnt/$number" "$folder"
    fi
done
chmod 1777 /tmp

cp -a /etc /mnt/etc # accounts are made in a copy
mount --bind /mnt/etc /etc
echo ready
exec cat >/dev/null
