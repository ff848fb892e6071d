namespace OrdreCouncils.Tests.Protos;

internal static class Patience
{
    /// <summary>How long a test waits for what must happen; reached only when it does not.</summary>
    public static readonly TimeSpan HangTime = TimeSpan.FromSeconds(60);

    /// <summary>A token that can fire and, unless a test hangs, does not.</summary>
    public static CancellationToken HangLimit => new CancellationTokenSource(HangTime).Token;
}
