using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A test in one line becomes a list that names a shell; a list must say what it is.</summary>
internal static class HealthcheckTestForm
{
    public static Node? Apply(Node node, DiagnosticBag diagnostics)
    {
        if (node is ScalarNode scalar)
        {
            var list = new SequenceNode(scalar.Span);
            list.Add(new ScalarNode(scalar.Span, "CMD-SHELL"));
            list.Add(scalar);
            return list;
        }

        var test = (SequenceNode)node;
        if (test.Items.Count == 0 || ((ScalarNode)test.Items[0]).Text is "NONE" or "CMD" or "CMD-SHELL")
        {
            return node;
        }

        diagnostics.Error(
            DiagnosticCodes.InvalidCommand,
            $"The test of a health check starts with CMD, CMD-SHELL or NONE, not with \"{((ScalarNode)test.Items[0]).Text}\". Put \"CMD\" in front.",
            test.Items[0].Span);
        return null;
    }
}
