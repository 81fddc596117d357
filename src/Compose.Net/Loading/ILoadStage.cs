namespace Compose.Net.Loading;

/// <summary>One step on the way from text to a project. It changes the context, and reports what it finds instead of throwing.</summary>
internal interface ILoadStage
{
    void Run(LoadContext context);
}
