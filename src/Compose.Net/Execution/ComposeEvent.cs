namespace Compose.Net.Execution;

/// <summary>Something that happened while a project was changed.</summary>
public abstract record ComposeEvent
{
    private protected ComposeEvent()
    {
    }
}
