using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Registry.Feed;

/// <summary>Configuration section <c>Feed</c>.</summary>
internal sealed class FeedOptions
{
    public const string Section = "Feed";

    /// <summary>Longest silence of a stream before a heartbeat with the place reached.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Feed:Heartbeat: write 00:00:00.01 to 00:10:00.")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(5);
}
