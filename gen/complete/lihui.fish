# SPDX-License-Identifier: MIT
# Completion for fish: the program itself knows what may come next (gen/cmd/complete.c).
function __lihui
    set -l typed (commandline -opc) "$(commandline -ct)"
    set -l found ($typed[1] --complete $typed[2..-1] 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path $typed[-1]
    end
end
complete -c lihui -f -a '(__lihui)'
