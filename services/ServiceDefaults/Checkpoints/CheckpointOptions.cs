using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

/// <summary>Configuration section <c>Audit</c>.</summary>
internal sealed class CheckpointOptions
{
    public const string Section = "Audit";

    /// <summary>PEM files of EC P-256 keys. The first signs and is private; the others verify older checkpoints. Without a key no checkpoint is
    /// written.</summary>
    public string[] KeyFiles { get; set; } = [];

    /// <summary>Folder for a second copy of each checkpoint, on a volume that whoever writes to the database cannot write to. Empty: none.</summary>
    public string Folder { get; set; } = "";

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Audit:Every: write 00:00:01 to 01:00:00.")]
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(1);
}
