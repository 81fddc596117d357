namespace Compose.Net.Cli.Terminals;

/// <summary>The terminal that somebody sits at.</summary>
internal interface ITerminal
{
    /// <summary>The size of its window in characters.</summary>
    (int Columns, int Rows) Size { get; }

    /// <summary>Passes keys on as they are pressed, with no meaning of their own, until it is disposed.</summary>
    IDisposable EnterRawMode();

    /// <summary>Calls back when the window gets another size, until it is disposed.</summary>
    IDisposable WhenResized(Action resized);
}
