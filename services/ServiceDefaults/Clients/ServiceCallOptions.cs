using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Clients;

/// <summary>Configuration section <c>Calls</c>: what this service allows its calls to other services.</summary>
public sealed class ServiceCallOptions
{
    public const string Section = "Calls";

    /// <summary>Longest a call to another service may take, whatever the caller allows.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Calls:Limit: write 00:00:00.1 to 00:05:00.")]
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(10);
}
