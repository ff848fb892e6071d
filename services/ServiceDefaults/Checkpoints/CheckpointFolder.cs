using System.Globalization;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

/// <summary>Checkpoints as files, one each: <c>registry-000000000042.jws</c>.</summary>
internal static class CheckpointFolder
{
    private const string Ending = ".jws";

    /// <summary>Whole or not at all: a crash leaves no half of a checkpoint under its name.</summary>
    public static async Task WriteAsync(string folder, string service, CheckpointRow row, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{service}-{row.Sequence:D12}{Ending}"));
        if (File.Exists(file))
            return;
        var half = $"{file}.{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(half, row.Jws, cancellation);
        File.Move(half, file, overwrite: true);
    }

    public static IEnumerable<string> Read(string folder, string service) =>
        Directory.EnumerateFiles(folder, service + "-*" + Ending).Order(StringComparer.Ordinal).Select(file => File.ReadAllText(file).Trim());
}
