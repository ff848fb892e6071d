using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Clients;

public sealed class ServiceCallOptions
{
    public const string Section = "Calls";

    /// <summary>Upper bound for a call's duration, even when the incoming call has more time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Calls:Limit: write 00:00:00.1 to 00:05:00.")]
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(10);
}
