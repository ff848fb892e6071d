using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>An act on a complaint, offered on its page.</summary>
internal abstract class ComplaintAct(ComplaintsService.ComplaintsServiceClient complaints) : Act
{
    /// <summary>A notice of the president is not recorded yet.</summary>
    public const string Unnotified = "a-notifier";

    /// <summary>Something is lacking, and no demand waits for an answer.</summary>
    public const string Lacking = "incomplete";

    /// <summary>A demand to regularise waits for its answer.</summary>
    public const string Demanded = "demandee";

    protected const string SinceRegistration = "Écrivez un jour qui n’est ni dans le futur ni avant l’enregistrement de la plainte.";

    public sealed override ActPlace Place => ActPlace.Complaint;

    protected ComplaintsService.ComplaintsServiceClient Complaints { get; } = complaints;

    protected abstract string Wanted { get; }

    public static string State(Complaint complaint)
    {
        var demanded = IsDemanded(complaint);
        return ActLinks.State(
            (Unnotified, complaint.AcknowledgedOn is null || complaint.InformedOn is null),
            (Lacking, complaint.Lacks.Count > 0 && !demanded), (Demanded, demanded));
    }

    public sealed override bool FitsState(string state) => ActLinks.Holds(state, Wanted);

    public sealed override async Task<ActSubject> LoadAsync(string record)
    {
        var complaint = (await Complaints.GetComplaintAsync(new GetComplaintRequest { ComplaintId = record })).Complaint;
        return Complete(complaint, new ActSubject(record, $"Plainte {complaint.Number}", $"/plaintes/{record}", []));
    }

    protected abstract ActSubject Complete(Complaint complaint, ActSubject subject);

    protected static Outcome Done(string done, ActRequest request, params IReadOnlyList<string> next) =>
        new(done) { Next = next, Address = $"/plaintes/{request.Record}", AddressLabel = "Ouvrir la plainte" };

    private static bool IsDemanded(Complaint complaint) => complaint.Regularisations is [.., { AnsweredOn: null }];
}
