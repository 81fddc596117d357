using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>The old <c>external: {name: n}</c> becomes <c>external: true</c> and <c>name: n</c>.</summary>
internal static class ExternalForm
{
    public static Node Apply(Node node, DiagnosticBag diagnostics)
    {
        if (node is not MappingNode resource || !resource.TryGetEntry("external", out MappingEntry entry) || entry.Value is not MappingNode external)
        {
            return node;
        }

        diagnostics.Warning(DiagnosticCodes.OldForm, "A name inside of \"external\" is an old form. Write \"external: true\", and \"name:\" beside it.", entry.Key.Span);
        resource.Set(entry.Key, new ScalarNode(external.Span, "true", ScalarKind.Boolean));
        if (external.TryGetEntry("name", out MappingEntry name))
        {
            MoveName(resource, name, diagnostics);
        }

        return resource;
    }

    private static void MoveName(MappingNode resource, MappingEntry name, DiagnosticBag diagnostics)
    {
        string text = ((ScalarNode)name.Value).Text;
        if (resource.Get<ScalarNode>("name") is { } other && other.Text != text)
        {
            diagnostics.Error(DiagnosticCodes.InvalidValue, $"There are two names: \"{other.Text}\" and \"{text}\". Remove the one inside of \"external\".", name.Value.Span);
            return;
        }

        resource.Set(name.Key, name.Value);
    }
}
