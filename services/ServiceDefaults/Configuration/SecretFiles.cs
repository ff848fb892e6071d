using Microsoft.Extensions.Configuration;

namespace OrdreCouncils.ServiceDefaults.Configuration;

/// <summary>Configuration section <c>Secrets</c>.</summary>
public sealed class SecretFileOptions
{
    public const string Section = "Secrets";

    /// <summary>Folder of files of which each is one setting: its name is the setting's, with <c>__</c> for <c>:</c>. Unlike the environment, files are shown
    /// by no process list, crash report or child process.</summary>
    public string Folder { get; set; } = "";
}

public static class SecretFiles
{
    public static void AddSecretFiles(this IConfigurationManager configuration)
    {
        var folder = (configuration.GetSection(SecretFileOptions.Section).Get<SecretFileOptions>() ?? new SecretFileOptions()).Folder;
        if (folder.Length == 0)
            return;
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"Secrets:Folder: there is no folder {folder}.");
        configuration.AddKeyPerFile(folder);
    }
}
