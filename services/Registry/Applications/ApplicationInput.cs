using Google.Protobuf.Collections;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.CivilStatus;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;
using Date = OrdreCouncils.Protos.Common.V1.Date;

namespace OrdreCouncils.Registry.Applications;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class ApplicationInput
{
    private const int LongestName = 100;
    private const int LongestLabel = 200;
    private const int LongestTraining = 2000;
    private const int MostQualifications = 20;

    public static (string RequestId, ApplicationRow Row, List<QualificationFact> Qualifications) Read(
        SubmitApplicationRequest request, DateOnly today, RppsPolicy rppsPolicy)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Rpps(request.Rpps, rppsPolicy);
        var identity = request.Identity ?? new ApplicantIdentity();
        var receivedOn = violations.Past(request.ReceivedOn, "received_on", today);
        var bornOn = violations.OptionalDate(request.BornOn, "born_on");
        BirthDates.Check(violations, bornOn ?? DateOnly.MinValue, "born_on", today);
        var rule = LegalRules.RegistrationDecisionAfterExpertise;
        if (receivedOn != DateOnly.MinValue)
            violations.Require(rule.InForceOn(receivedOn) is not null, "received_on", $"Write a day since {rule.Versions[0].From:yyyy-MM-dd}.");
        var row = new ApplicationRow
        {
            Rpps = request.Rpps,
            Title = violations.OptionalText(identity.Title, "identity.title", 10),
            Civility = violations.OptionalText(identity.Civility, "identity.civility", 10),
            FamilyName = Name(violations, identity.FamilyName, "identity.family_name"),
            GivenName = Name(violations, identity.GivenName, "identity.given_name"),
            ReceivedOn = receivedOn,
            BornOn = bornOn,
            DiplomaOn = Diploma(violations, request, receivedOn),
            Nationality = request.Nationality,
        };
        violations.Require(
            request.Nationality.Length == 0 || (request.Nationality.Length == 2 && request.Nationality.All(char.IsAsciiLetterUpper)), "nationality",
            "Write the country code (ISO 3166-1 alpha-2), or nothing.");
        var qualifications = Qualifications(violations, request, today);
        Documents(violations, request.Documents, "documents");
        violations.ThrowIfAny();
        return (requestId, row, qualifications);
    }

    /// <summary>The text is the rapporteur, what else the acknowledgement asks for, or the nationality; empty for other steps.</summary>
    public static (string RequestId, string Id, DateOnly On, string Text) Read(RecordStepRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ApplicationId, "application_id");
        var on = violations.Past(request.On, "on", today);
        var text = "";
        switch (request.StepCase)
        {
            case RecordStepRequest.StepOneofCase.None:
                violations.Add("step", "Write a step.");
                break;
            case RecordStepRequest.StepOneofCase.DocumentsReceived:
                violations.Require(request.DocumentsReceived.Documents.Count > 0, "documents_received.documents", "Name at least one document.");
                Documents(violations, request.DocumentsReceived.Documents, "documents_received.documents");
                if (violations.OptionalDate(request.DocumentsReceived.DiplomaOn, "documents_received.diploma_on") is { } diplomaOn)
                {
                    violations.Require(
                        request.DocumentsReceived.Documents.Contains(ApplicationDocument.Diploma) && diplomaOn <= on, "documents_received.diploma_on",
                        "Write a day that is not after the step, with the diploma among the documents; or leave it out.");
                }

                break;
            case RecordStepRequest.StepOneofCase.RapporteurAppointed:
                text = violations.Text(request.RapporteurAppointed.Rapporteur, "rapporteur_appointed.rapporteur", LongestLabel);
                break;
            case RecordStepRequest.StepOneofCase.ReceiptAcknowledged:
                Documents(violations, request.ReceiptAcknowledged.Missing, "receipt_acknowledged.missing");
                text = violations.OptionalLines(request.ReceiptAcknowledged.Further, "receipt_acknowledged.further", LongestTraining);
                break;
            case RecordStepRequest.StepOneofCase.EnquiryOrdered:
                text = request.EnquiryOrdered.Nationality;
                violations.Require(
                    States.IsThird(text), "enquiry_ordered.nationality",
                    "Write the country code (ISO 3166-1 alpha-2) of a State outside the European Union and the European Economic Area (CSP L.4112-3).");
                var toldOn = violations.Past(request.EnquiryOrdered.ToldOn, "enquiry_ordered.told_on", today);
                if (request.On is not null && request.EnquiryOrdered.ToldOn is not null)
                    violations.Require(toldOn >= on, "enquiry_ordered.told_on", "Write a day that is not before the enquiry.");
                break;
            case RecordStepRequest.StepOneofCase.ApplicantSummoned:
                var meetingOn = violations.Date(request.ApplicantSummoned.MeetingOn, "applicant_summoned.meeting_on");
                if (request.On is not null && request.ApplicantSummoned.MeetingOn is not null)
                    violations.Require(meetingOn >= on, "applicant_summoned.meeting_on", "Write a day that is not before the letter.");
                break;
            default:
                break;
        }

        violations.ThrowIfAny();
        return (requestId, id, on, text);
    }

    /// <summary>The draft holds neither the ground nor the training: they are sealed.</summary>
    public static (string RequestId, string Id, DraftRow Draft, SealedRefusal? Refusal) Read(PrepareDecisionRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ApplicationId, "application_id");
        var sessionOn = violations.Past(request.SessionOn, "session_on", today);
        var ground = request.RefusalGround;
        violations.Require(
            request.Accepted ? ground == RefusalGround.Unspecified : Enum.IsDefined(ground) && ground != RefusalGround.Unspecified,
            "refusal_ground", request.Accepted ? "Leave it out: the application is accepted." : "Write the ground of CSP R.4112-2.");
        var training = ground == RefusalGround.Competence
            ? violations.Lines(request.Training, "training", LongestTraining)
            : violations.OptionalLines(request.Training, "training", LongestTraining);
        if (ground != RefusalGround.Competence)
            violations.Require(training.Length == 0, "training", "Leave it out: it belongs to a refusal for lack of competence.");
        violations.ThrowIfAny();
        var draft = new DraftRow { Outcome = request.Accepted ? Outcomes.Accepted : Outcomes.Refused, SessionOn = sessionOn };
        return (requestId, id, draft, request.Accepted ? null : new SealedRefusal(ground.ToString(), training));
    }

    public static (DateOnly DecidedOn, DateOnly NotifiedOn, DateOnly? CouncilNotifiedOn) ReadDecisionDays(
        Violations violations, Date? decided, Date? notified, Date? councilNotified, DateOnly today)
    {
        var decidedOn = violations.Past(decided, "decided_on", today);
        var notifiedOn = violations.Past(notified, "notified_on", today);
        if (decided is not null && notified is not null)
            violations.Require(notifiedOn >= decidedOn, "notified_on", "Write a day that is not before decided_on.");
        var councilNotifiedOn = violations.OptionalDate(councilNotified, "council_notified_on");
        if (councilNotifiedOn is { } told && decided is not null)
            violations.Require(told <= today && told >= decidedOn, "council_notified_on", "Write a day that is neither before decided_on nor in the future.");
        return (decidedOn, notifiedOn, councilNotifiedOn);
    }

    private static string Name(Violations violations, string value, string field)
    {
        var name = violations.Text(value, field, LongestName);
        if (name.Length > 0 && violations.Require(VisibleText.IsVisible(name), field, VisibleText.Expected))
            violations.Require(NameKey.Of(name).Length > 0, field, "Write at least one letter.");
        return name;
    }

    private static List<QualificationFact> Qualifications(Violations violations, SubmitApplicationRequest request, DateOnly today)
    {
        violations.Require(request.Qualifications.Count <= MostQualifications, "qualifications", $"Write at most {MostQualifications}.");
        var read = new List<QualificationFact>();
        for (var i = 0; i < Math.Min(request.Qualifications.Count, MostQualifications); i++)
        {
            var sent = request.Qualifications[i];
            var recognisedOn = violations.OptionalDate(sent.RecognisedOn, $"qualifications[{i}].recognised_on");
            violations.Require(recognisedOn is null || recognisedOn <= today, $"qualifications[{i}].recognised_on", "Write a day that is not in the future.");
            read.Add(new QualificationFact(
                violations.Text(sent.Kind, $"qualifications[{i}].kind", 10),
                violations.Text(sent.Code, $"qualifications[{i}].code", 20),
                violations.Text(sent.Label, $"qualifications[{i}].label", LongestLabel))
            {
                RecognisedOn = recognisedOn,
            });
        }

        violations.Require(read.DistinctBy(fact => (fact.Kind, fact.Code)).Count() == read.Count, "qualifications", "Write each qualification once.");
        return read;
    }

    /// <summary>An application may come within the four months before the diploma (CSP D.4131-3-2).</summary>
    private static DateOnly? Diploma(Violations violations, SubmitApplicationRequest request, DateOnly receivedOn)
    {
        var day = violations.OptionalDate(request.DiplomaOn, "diploma_on");
        if (day is not { } diplomaOn || receivedOn == DateOnly.MinValue)
            return day;
        violations.Require(diplomaOn > receivedOn, "diploma_on", "Write a day after received_on, or leave it out: the applicant has the diploma.");
        var last = TimeLimits.ComputeIfInForce(LegalRules.EarlyRegistrationFiling, receivedOn)?.LastDay;
        violations.Require(
            diplomaOn <= last, "diploma_on", $"Write {last:yyyy-MM-dd} or a day before: an application comes at most four months before it (CSP D.4131-3-2).");
        violations.Require(!request.Documents.Contains(ApplicationDocument.Diploma), "documents", "Leave DIPLOMA out: its day has not come.");
        return day;
    }

    private static void Documents(Violations violations, RepeatedField<ApplicationDocument> documents, string field) => violations.Require(
        documents.All(document => Enum.IsDefined(document) && document != ApplicationDocument.Unspecified) && documents.Distinct().Count() == documents.Count,
        field, "Write documents of the contract, each once.");
}
