namespace OrdreCouncils.Tests.WebConsole;

/// <summary>The machine's time, some time ago.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Back { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - Back;
}
