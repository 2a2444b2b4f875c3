extension CompletionsCommand.Shell {
    /// The script, to be read by the shell. It only asks the program and hands on what it says.
    var script: String {
        switch self {
        case .bash: CompletionsCommand.Shell.bashScript
        case .zsh: CompletionsCommand.Shell.zshScript
        case .fish: CompletionsCommand.Shell.fishScript
        }
    }

    /// Readline breaks words at = and :, and replaces what stands behind the last of them.
    private static let bashScript = #"""
        # bash completion for linxuan; made by `linxuan completions bash`.
        _linxuan() {
            local -a words=() lines=()
            local word glue='' current='' before='' candidate kind ending i
            for ((i = 1; i <= COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if [[ $word == [=:]* && -z ${word//[=:]/} && ${#words[@]} -gt 0 ]]; then
                    words[${#words[@]}-1]+=$word
                    before=${words[${#words[@]}-1]} glue=yes
                elif [[ $glue ]]; then
                    before=${words[${#words[@]}-1]}
                    words[${#words[@]}-1]+=$word
                    glue=''
                else
                    words+=("$word")
                    before=''
                fi
            done
            current=${words[${#words[@]}-1]#"$before"}
            mapfile -t lines < <("${1/#\~/$HOME}" complete -- "${words[@]}" 2>/dev/null)
            COMPREPLY=()
            kind=${lines[0]:-}
            case $kind in
                :files*)
                    compopt -o filenames 2>/dev/null
                    while IFS= read -r candidate; do
                        if [[ -d $candidate || $kind == :files ]]; then
                            COMPREPLY+=("$candidate")
                        else
                            for ending in ${kind#:files}; do
                                [[ $candidate == *."$ending" ]] && COMPREPLY+=("$candidate")
                            done
                        fi
                    done < <(compgen -f -- "$current")
                    ;;
                :folders)
                    compopt -o filenames 2>/dev/null
                    mapfile -t COMPREPLY < <(compgen -d -- "$current")
                    ;;
                *)
                    for candidate in "${lines[@]:1}"; do
                        candidate=${candidate%%$'\t'*}
                        COMPREPLY+=("${candidate#"$before"}")
                    done
                    ;;
            esac
        }
        complete -F _linxuan linxuan
        """#

    private static let zshScript = #"""
        #compdef linxuan
        # zsh completion for linxuan; made by `linxuan completions zsh`.
        _linxuan() {
            local -a lines candidates
            local line program=${~words[1]}
            lines=("${(@f)$($program complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
            case $lines[1] in
                (:files*)
                    compset -P '--*='
                    if [[ $lines[1] == ':files' ]]; then
                        _files
                    else
                        # The qualifier comes last, lest the endings be taken for one.
                        _files -g "*.(${(j:|:)${(s: :)lines[1]#:files }})(-.)"
                    fi
                    ;;
                (:folders)
                    compset -P '--*='
                    _files -/
                    ;;
                (*)
                    for line in "${(@)lines[2,-1]}"; do
                        candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
                    done
                    _describe -V linxuan candidates
                    ;;
            esac
        }
        if [[ $funcstack[1] == _linxuan ]]; then
            _linxuan "$@"
        else
            compdef _linxuan linxuan
        fi
        """#

    private static let fishScript = #"""
        # fish completion for linxuan; made by `linxuan completions fish`.
        function __linxuan_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            set -l program (string replace -r '^~' $HOME -- $words[1])
            set -l lines ($program complete -- $words[2..-1] "$current" 2>/dev/null)
            set -l before (string match -r '^--[^=]*=' -- "$current")
            set -l value (string replace -r '^--[^=]*=' '' -- "$current")
            switch "$lines[1]"
                case ':files' ':files *'
                    set -l endings (string split -n ' ' -- (string replace ':files' '' -- $lines[1]))
                    for path in (__fish_complete_path "$value")
                        set -l name (string split -f1 \t -- $path)
                        if test -z "$endings"; or string match -q '*/' -- $name; or contains -- (string split -r -m1 -f2 . -- $name; or echo) $endings
                            echo "$before$path"
                        end
                    end
                case ':folders'
                    for path in (__fish_complete_directories "$value")
                        echo "$before$path"
                    end
                case '*'
                    test (count $lines) -gt 1; and printf '%s\n' $lines[2..-1]
            end
        end
        complete -c linxuan -e
        complete -c linxuan -f -k -a '(__linxuan_complete)'
        """#
}
