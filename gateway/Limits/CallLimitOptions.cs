using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Gateway.Limits;

/// <summary>
/// Configuration section <c>Limits</c>: calls that one client may make, counted by each replica of the gateway. Generous: they are there to stop a
/// loop gone wild, not to ration.
/// </summary>
internal sealed class CallLimitOptions
{
    public const string Section = "Limits";

    /// <summary>For each subject of a valid token.</summary>
    public Bucket Caller { get; set; } = new() { Burst = 5000, Calls = 1000 };

    /// <summary>For each address without one: the readers of the public pages, and whoever guesses tokens.</summary>
    public Bucket Anonymous { get; set; } = new() { Burst = 500, Calls = 100 };

    /// <summary>A bucket of calls that fills again at a steady pace.</summary>
    internal sealed class Bucket
    {
        [Range(1, int.MaxValue, ErrorMessage = "Burst: write how many calls may come at once, 1 or more.")]
        public int Burst { get; set; }

        [Range(1, int.MaxValue, ErrorMessage = "Calls: write how many calls may follow in each Period, 1 or more.")]
        public int Calls { get; set; }

        [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ErrorMessage = "Period: write 00:00:00.1 to 1.00:00:00.")]
        public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);
    }
}
