using System.ComponentModel.DataAnnotations;
using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.WebConsole.Hosting;

/// <summary>Section <c>Console</c>. One image is deployed twice, once on each side of the wall of medical secrecy.</summary>
internal sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>Register, discipline, communiqués and audit; and a physician's own record.</summary>
    public const string Ordre = "ordre";

    /// <summary>Mutual aid.</summary>
    public const string Entraide = "entraide";

    [RegularExpression($"{Ordre}|{Entraide}", ErrorMessage = "Console:Desk must be ordre or entraide: each deployment serves one side of the wall.")]
    public string Desk { get; set; } = Ordre;

    [Required(ErrorMessage = "Console:Gateway is missing. Write the gateway's gRPC address, e.g. http://gateway:8081.")]
    public string Gateway { get; set; } = "";

    /// <summary>Address of the public pages (search of physicians, communiqués), to which the home page links.</summary>
    [Required(ErrorMessage = "Console:PublicPages is missing. Write the address of the public pages, e.g. https://annuaire.example.fr.")]
    public string PublicPages { get; set; } = "";
}

internal static class ConsoleOptionsRegistration
{
    public static ConsoleOptions AddConsoleOptions(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(ConsoleOptions.Section).Get<ConsoleOptions>() ?? new ConsoleOptions();
        Settings.Validate(options, ConsoleOptions.Section);
        builder.Services.AddSingleton(options);
        return options;
    }
}
