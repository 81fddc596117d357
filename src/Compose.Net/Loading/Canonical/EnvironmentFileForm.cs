using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>Env files, as one path or as a list of paths and mappings, become a list of mappings.</summary>
internal static class EnvironmentFileForm
{
    public static Node Apply(Node node, DiagnosticBag diagnostics)
    {
        var list = (SequenceNode)TextListForm.Apply(node, diagnostics);
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is ScalarNode path)
            {
                var file = new MappingNode(path.Span);
                file.Add(new ScalarNode(path.Span, "path"), path);
                list.Items[i] = file;
            }
        }

        return list;
    }
}
