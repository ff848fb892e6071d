using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Configuration section <c>AidRequests</c>: requests that may be open, which means neither granted nor refused.</summary>
internal sealed class AidRequestOptions
{
    public const string Section = "AidRequests";

    /// <summary>Open requests that rest on one physician.</summary>
    [Range(1, 10_000, ErrorMessage = "AidRequests:OpenPerPhysician: write 1 to 10000.")]
    public int OpenPerPhysician { get; set; } = 20;

    /// <summary>Open requests that one caller filed.</summary>
    [Range(1, 1_000_000, ErrorMessage = "AidRequests:OpenPerFiler: write 1 to 1000000.")]
    public int OpenPerFiler { get; set; } = 1_000;
}
