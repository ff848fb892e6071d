using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Gateway.Limits;

/// <summary>Configuration section <c>Limits</c>: calls of one client, per replica. The defaults stop runaway loops; they do not ration.</summary>
internal sealed class CallLimitOptions
{
    public const string Section = "Limits";

    public Bucket Caller { get; set; } = new() { Burst = 5000, Calls = 1000 };

    /// <summary>Per address, for calls without a valid token.</summary>
    public Bucket Anonymous { get; set; } = new() { Burst = 500, Calls = 100 };

    /// <summary>Per address: tokens whose signature does not hold, before further unknown tokens of the address are refused unchecked.</summary>
    public Bucket ForgedTokens { get; set; } = new() { Burst = 50, Calls = 5 };

    [Range(1, int.MaxValue, ErrorMessage = "Limits:CallerStreams: write how many streams a caller may have open, 1 or more.")]
    public int CallerStreams { get; set; } = 200;

    /// <summary>Per address: streams of the health protocol, which need no token.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "Limits:AnonymousStreams: write how many streams an address may have open, 1 or more.")]
    public int AnonymousStreams { get; set; } = 20;

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
