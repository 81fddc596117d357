using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A device in short form, <c>source[:target[:permissions]]</c>, becomes a mapping.</summary>
internal static class DeviceForm
{
    public static Node? Apply(Node node, DiagnosticBag diagnostics)
    {
        if (node is MappingNode mapping)
        {
            return HasTarget(mapping, diagnostics) ? mapping : null;
        }

        var text = (ScalarNode)node;
        string[] parts = text.Text.Split(':');
        if (parts.Length > 3 || parts[0].Length == 0)
        {
            diagnostics.Error(
                DiagnosticCodes.InvalidMount,
                $"The device \"{text.Text}\" cannot be read. Write SOURCE, SOURCE:TARGET or SOURCE:TARGET:PERMISSIONS, or the keys \"source\", \"target\" and \"permissions\".",
                text.Span);
            return null;
        }

        var device = new MappingNode(text.Span);
        Add("source", parts[0]);
        Add("target", parts.Length > 1 && parts[1].Length > 0 ? parts[1] : parts[0]);
        Add("permissions", parts.Length > 2 ? parts[2] : "rwm");
        return device;

        void Add(string key, string value) => device.Add(new ScalarNode(text.Span, key), new ScalarNode(text.Span, value));
    }

    private static bool HasTarget(MappingNode device, DiagnosticBag diagnostics)
    {
        if (device.Get<ScalarNode>("target") is not null)
        {
            return true;
        }

        diagnostics.Error(DiagnosticCodes.MissingKey, "The key \"target\" is missing: a device must have it.", device.Span);
        return false;
    }
}
