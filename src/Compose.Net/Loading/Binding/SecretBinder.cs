using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes secrets and configs of their canonical mappings.</summary>
internal static class SecretBinder
{
    public static SecretDefinition Secret(string key, MappingNode node) => new()
    {
        Key = key,
        Name = node.Text("name") ?? key,
        File = node.TextOrNone("file"),
        Environment = node.TextOrNone("environment"),
        External = node.IsExternal(),
        Labels = node.TextMap("labels"),
        Driver = node.TextOrNone("driver"),
        DriverOptions = node.TextMap("driver_opts"),
        TemplateDriver = node.TextOrNone("template_driver"),
    };

    public static ConfigDefinition Config(string key, MappingNode node) => new()
    {
        Key = key,
        Name = node.Text("name") ?? key,
        File = node.TextOrNone("file"),
        Environment = node.TextOrNone("environment"),
        Content = node.Text("content"),
        External = node.IsExternal(),
        Labels = node.TextMap("labels"),
        TemplateDriver = node.TextOrNone("template_driver"),
    };
}
