using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>An act on a physician's registration, offered on the page of the physician.</summary>
internal abstract class PhysicianAct(RegistrationsService.RegistrationsServiceClient registrations, Viewer viewer) : Act
{
    public const string Registered = "inscrit";
    public const string InTransfer = "en-transfert";

    /// <summary>Left the register, without being struck off.</summary>
    public const string Gone = "sorti";

    public sealed override ActPlace Place => ActPlace.Physician;

    protected RegistrationsService.RegistrationsServiceClient Registrations { get; } = registrations;

    protected Viewer Viewer { get; } = viewer;

    /// <summary>States in one of which the physician is.</summary>
    protected abstract IReadOnlyList<string> Wanted { get; }

    protected bool IsOwn => Viewer.Rpps.Length > 0;

    public static string State(Registration registration) => ActLinks.State(
        (Registered, registration.Status == RegistrationStatus.Registered), (InTransfer, registration.Status == RegistrationStatus.InTransfer),
        (Gone, registration.Status == RegistrationStatus.Left));

    public sealed override bool FitsState(string state) => Wanted.Any(wanted => ActLinks.Holds(state, wanted));

    public sealed override async Task<ActSubject> LoadAsync(string record)
    {
        var history = await Registrations.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = record });
        return Complete(history, new ActSubject(record, $"RPPS {record}", IsOwn ? "/ma-situation" : $"/medecins/{record}", [])
        {
            Etag = history.Etag,
            Facts = [new Line("Statut", RegisterWords.Of(history.Registration.Status)), new Line("Depuis", Dates.Of(history.Registration.RegisteredSince))],
        });
    }

    protected abstract ActSubject Complete(GetRegistrationHistoryResponse history, ActSubject subject);

    protected Outcome Done(string done, string rpps, params IReadOnlyList<string> next) => new(done)
    {
        Next = next, Address = IsOwn ? "/ma-situation" : $"/medecins/{rpps}", AddressLabel = IsOwn ? "Revenir à ma situation" : "Ouvrir la fiche",
    };
}
