using Compose.Net.Loading.Input;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Extending;

/// <summary>The files that services of one context extend from, each read once.</summary>
internal sealed class ServiceFiles(LoadContext context)
{
    private readonly Dictionary<string, ServiceScope?> _scopes = new(StringComparer.Ordinal);

    /// <summary>The services of a file; null where it cannot be read, which is reported once.</summary>
    public ServiceScope? Open(ScalarNode name)
    {
        string path = context.FullPath(name.Text);
        if (!_scopes.TryGetValue(path, out ServiceScope? scope))
        {
            scope = NamedFile.Read(name, "extended file", context) is { } file ? ServiceFile.Open(file, context) : null;
            _scopes.Add(path, scope);
        }

        return scope;
    }
}
