using Compose.Net.Loading.Extending;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Lays each service that extends another over a copy of it.</summary>
internal sealed class ExtendServices : ILoadStage
{
    public void Run(LoadContext context)
    {
        var files = new ServiceFiles(context);
        foreach (LoadDocument document in context.Documents)
        {
            if (document.Root.Get<MappingNode>("services") is { } services)
            {
                var scope = new ServiceScope(context, files, document.Root.Span.Path, services, document.Cleared, services.Get<MappingNode>);
                for (int i = 0; i < services.Count; i++)
                {
                    if (services[i].Value is MappingNode)
                    {
                        services.SetValue(i, scope.Resolve(services[i].Name, new ExtendsChain())!);
                    }
                }
            }
        }
    }
}
