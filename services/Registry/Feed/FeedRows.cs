using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Feed;

/// <summary>A physician's place in the order of changes.</summary>
internal sealed record ChangedRow
{
    public string Rpps { get; init; } = "";
    public long Revision { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>Part of the order of changes.</summary>
/// <param name="Changes">What changed, oldest first.</param>
/// <param name="Reached">The place reached with them.</param>
/// <param name="More">Whether more was there when this was read.</param>
internal sealed record FeedPage(IReadOnlyList<PhysicianChange> Changes, FeedPosition Reached, bool More);
