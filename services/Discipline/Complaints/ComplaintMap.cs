using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using Enum = System.Enum;

namespace OrdreCouncils.Discipline.Complaints;

internal static class ComplaintMap
{
    /// <summary>The complaint without its sealed texts; null when no case of it is in the caller's scope.</summary>
    public static async Task<Complaint?> ReadAsync(SqlSession sql, ComplaintRow row, CaseReach reach)
    {
        var cases = await ComplaintStore.CasesAsync(sql, row.Id, reach);
        if (cases.Count == 0)
            return null;
        var regularisations = await ComplaintStore.RegularisationsAsync(sql, row.Id);
        return new Complaint
        {
            ComplaintId = row.Id,
            Council = row.Council,
            Number = ComplaintNumbers.Of(row.Council, row.Year, row.Number),
            RegisteredOn = row.RegisteredOn.ToProto(),
            RegisteredAt = row.OpenedAt.ToTimestamp(),
            Regime = row.Regime,
            Author = new ComplaintAuthor { Kind = row.AuthorKind },
            Title = row.Title,
            FactsOn = row.FactsOn.ToProto(),
            Place = row.Place,
            Grievances = { EthicsArticles.InOrder(await ComplaintStore.GrievancesAsync(sql, row.Id)) },
            Documents = { (await ComplaintStore.DocumentsAsync(sql, row.Id)).Select(ToProto) },
            Cases = { cases.Select(one => new ComplaintCase { CaseId = one.Id, Rpps = one.Rpps, Status = one.Status }) },
            Lacks = { ComplaintRules.Lacks(row.Now(regularisations), row.AuthorKind, row.Respondents) },
            AcknowledgedOn = row.AcknowledgedOn?.ToProto(),
            InformedOn = row.InformedOn?.ToProto(),
            Regularisations = { regularisations.Select(ToProto) },
        };
    }

    public static byte[] SealAuthor(Sealer sealer, SealedTo to, NewComplaint complaint) =>
        sealer.Seal(SealPurposes.Author, to, $"{complaint.AuthorName}\n{complaint.AuthorAddress}");

    /// <summary>Name of the author, to be compared with those of persons who may not have a part in the case.</summary>
    public static string AuthorName(ComplaintRow row, Sealer sealer) => Author(row, sealer)[0];

    public static void AddSecrets(Complaint complaint, ComplaintRow row, Sealer sealer)
    {
        var author = Author(row, sealer);
        (complaint.Author.Name, complaint.Author.Address) = (author[0], author[1]);
        complaint.Facts = sealer.Open(SealPurposes.Facts, row.SealedTo, row.SealedFacts);
    }

    /// <summary>Name and address. The name has one line.</summary>
    private static string[] Author(ComplaintRow row, Sealer sealer) => sealer.Open(SealPurposes.Author, row.SealedTo, row.SealedAuthor).Split('\n', 2);

    private static ComplaintDocument ToProto(NewDocument document) => new() { Title = document.Title, ReceivedOn = document.ReceivedOn.ToProto() };

    private static Regularisation ToProto(RegularisationRow row) => new()
    {
        DemandedOn = row.DemandedOn.ToProto(),
        AnswerBy = row.AnswerBy.ToProto(),
        Lacks = { row.Lacks.Split(',').Select(Enum.Parse<ComplaintLack>) },
        AnsweredOn = row.AnsweredOn?.ToProto(),
    };
}
