using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>Requests for GPUs: <c>all</c> becomes a list of one request, and a count of <c>all</c> becomes -1.</summary>
internal static class GpuForm
{
    private const string Everything = "-1";

    public static Node? All(Node node, DiagnosticBag diagnostics)
    {
        if (node is not ScalarNode scalar)
        {
            return node;
        }

        if (scalar.Text != "all")
        {
            diagnostics.Error(DiagnosticCodes.InvalidValue, $"\"{scalar.Text}\" is not possible here. Use \"all\", or a list of requests.", scalar.Span);
            return null;
        }

        var request = new MappingNode(scalar.Span);
        request.Add(new ScalarNode(scalar.Span, "count"), new ScalarNode(scalar.Span, Everything, ScalarKind.Integer));
        var list = new SequenceNode(scalar.Span);
        list.Add(request);
        return list;
    }

    public static Node? Count(Node node, DiagnosticBag diagnostics)
    {
        var scalar = (ScalarNode)node;
        string text = ScalarText.Typed(scalar);
        if (text == "all")
        {
            return new ScalarNode(scalar.Span, Everything, ScalarKind.Integer);
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count))
        {
            return new ScalarNode(scalar.Span, count.ToString(CultureInfo.InvariantCulture), ScalarKind.Integer);
        }

        diagnostics.Error(DiagnosticCodes.InvalidValue, $"\"{scalar.Text}\" is no count. Write a whole number, or \"all\".", scalar.Span);
        return null;
    }

    public static Node? Item(Node node, DiagnosticBag diagnostics)
    {
        if (node is MappingNode request && request.Contains("device_ids") && request.TryGetEntry("count", out MappingEntry count))
        {
            diagnostics.Error(DiagnosticCodes.InvalidValue, "A request names devices with \"device_ids\", or counts them with \"count\", not both. Remove one of them.", count.Key.Span);
            return null;
        }

        return node;
    }
}
