using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Feed;

internal sealed record ChangedRow
{
    public string Rpps { get; init; } = "";
    public long Revision { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <param name="Changes">Oldest first.</param>
/// <param name="Reached">Place after the page.</param>
/// <param name="More">Whether another page followed when this one was read.</param>
internal sealed record FeedPage(IReadOnlyList<PhysicianChange> Changes, FeedPosition Reached, bool More);
