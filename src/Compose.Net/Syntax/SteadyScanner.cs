using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Compose.Net.Syntax;

/// <summary>
/// A scanner that stays where it is until its token is taken. The parser looks ahead twice behind a scalar with an anchor in a flow mapping, and would
/// pass over the comma that stands there: with YamlDotNet 18.1, <c>{a: &amp;x 1, b: 2}</c> was no YAML.
/// </summary>
internal sealed class SteadyScanner(Scanner scanner) : IScanner
{
    private bool _isAtToken;

    public Mark CurrentPosition => scanner.CurrentPosition;

    public Token? Current => scanner.Current;

    public bool MoveNext() => _isAtToken = scanner.MoveNext();

    // At the end the parser looks whether there is more.
    public bool MoveNextWithoutConsuming() => (_isAtToken && scanner.Current is not StreamEnd) || (_isAtToken = scanner.MoveNextWithoutConsuming());

    public void ConsumeCurrent()
    {
        scanner.ConsumeCurrent();
        _isAtToken = false;
    }
}
