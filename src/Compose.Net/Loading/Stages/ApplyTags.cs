using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Acts on <c>!reset</c> and <c>!override</c>: notes the paths that they clear below their document, and takes out what is reset.
/// An item of a list has no path of its own, so <c>!reset</c> takes it out of this list only.
/// </summary>
internal sealed class ApplyTags : ILoadStage
{
    private const string Reset = "!reset";
    private const string Override = "!override";
    private const string Standard = "tag:yaml.org,2002:";

    public void Run(LoadContext context)
    {
        foreach (LoadDocument document in context.Documents)
        {
            new Walk(document.Cleared, context.Diagnostics).Visit(document.Root);
        }
    }

    private sealed class Walk(List<ImmutableArray<string>> cleared, DiagnosticBag diagnostics)
    {
        private readonly List<string> _path = [];
        private int _lists;

        public void Visit(Node node)
        {
            if (node.Tag is { } tag)
            {
                Note(tag, node.Span);
            }

            switch (node)
            {
                case MappingNode mapping:
                    VisitMapping(mapping);
                    break;
                case SequenceNode sequence:
                    _lists++;
                    foreach (Node item in sequence.Items)
                    {
                        Visit(item);
                    }

                    _lists--;
                    sequence.Items.RemoveAll(item => item.Tag == Reset);
                    break;
            }
        }

        private void VisitMapping(MappingNode mapping)
        {
            bool any = false;
            for (int i = 0; i < mapping.Count; i++)
            {
                _path.Add(mapping[i].Name);
                Visit(mapping[i].Value);
                _path.RemoveAt(_path.Count - 1);
                any |= mapping[i].Value.Tag == Reset;
            }

            if (any)
            {
                mapping.RemoveAll(entry => entry.Value.Tag == Reset);
            }
        }

        private void Note(string tag, SourceSpan span)
        {
            if (tag is Reset or Override)
            {
                if (_lists == 0 && _path.Count > 0)
                {
                    cleared.Add([.. _path]);
                }
            }
            else if (tag != "!" && !tag.StartsWith(Standard, StringComparison.Ordinal))
            {
                diagnostics.Warning(DiagnosticCodes.UnknownTag, $"The tag \"{tag}\" has no meaning in a compose file and is ignored. Remove it.", span);
            }
        }
    }
}
