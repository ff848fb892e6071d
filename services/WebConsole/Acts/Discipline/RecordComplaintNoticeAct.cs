using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>The president acknowledged the complaint to its author, or informed the physicians (CSP L.4123-2).</summary>
[Calls("discipline/ComplaintsService/RecordComplaintNotice")]
[Calls("discipline/ComplaintsService/GetComplaint")]
internal sealed class RecordComplaintNoticeAct(ComplaintsService.ComplaintsServiceClient complaints) : ComplaintAct(complaints)
{
    public override string Name => "enregistrer-envoi-plainte";

    public override string Title => "Enregistrer l’accusé de réception ou l’information du médecin";

    protected override string Wanted => Unnotified;

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        answers.Chosen<ComplaintNotice>("envoi") == ComplaintNotice.Acknowledgement
            ? "L’auteur a reçu l’accusé de réception du président (CSP L.4123-2)." : "Le médecin est informé de la plainte par le président (CSP L.4123-2).",
        "Chaque envoi s’enregistre une seule fois, et ne se défait pas.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        await Complaints.RecordComplaintNoticeAsync(new RecordComplaintNoticeRequest
        {
            RequestId = request.RequestId, ComplaintId = request.Record, Notice = request.Answers.Chosen<ComplaintNotice>("envoi"),
            SentOn = request.Answers.ProtoDate("envoye-le"),
        });
        return Done("L’envoi est enregistré", request);
    }

    protected override ActSubject Complete(Complaint complaint, ActSubject subject)
    {
        var owed = new List<Option>();
        if (complaint.AcknowledgedOn is null)
            owed.Add(new Option(nameof(ComplaintNotice.Acknowledgement), "L’accusé de réception, à l’auteur"));
        if (complaint.InformedOn is null)
            owed.Add(new Option(nameof(ComplaintNotice.Information), "L’information, au médecin"));
        return subject with
        {
            Fields =
            [
                new ChoiceField("envoi", "Qu’avez-vous envoyé ?", owed) { Contract = "notice" },
                new DateField("envoye-le", "Jour de l’envoi") { Contract = "sent_on", Expected = SinceRegistration },
            ],
        };
    }
}
