using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Instructions;

internal static class InstructionMap
{
    /// <summary>The instruction of a case; null when it is not registered at this level.</summary>
    public static async Task<Instruction?> ReadAsync(SqlSession sql, CaseRow file, InstanceLevel level)
    {
        if (await InstructionStore.RegistrationAsync(sql, file.Id, level) is not { } registration)
            return null;
        var requests = await InstructionStore.RequestsAsync(sql, file.Id, level);
        var closures = await InstructionStore.ClosuresAsync(sql, file.Id, level);
        var hearingOn = await InstructionStore.HearingOnAsync(sql, file.Id, level);
        // A chamber that has not registered the case yet shows the registration before, with its own reason of competence.
        var received = level == InstanceLevel.FirstInstance && registration.Chamber == file.Chamber
            ? await InstructionStore.TransferAsync(sql, file.Id)
            : null;
        return new Instruction
        {
            CaseId = file.Id,
            Level = level,
            Rpps = file.Rpps,
            RespondentName = file.RespondentName,
            Chamber = registration.Chamber,
            Number = ChamberNumbers.Of(registration.Chamber, registration.Year, registration.Number),
            RegisteredOn = registration.RegisteredOn.ToProto(),
            Urgent = registration.Urgent,
            Competence = ChamberCompetence.Reason(file, level, received),
            Requests = { requests.Select(request => ToProto(request, registration)) },
            Memoranda =
            {
                (await InstructionStore.MemorandaAsync(sql, file.Id, level)).Select(row => ToProto(
                    row, requests, registration, InstructionRules.IsClosed(closures, hearingOn, registration.Chamber, row.ProducedOn))),
            },
            Closures = { closures.Select(ToProto) },
            Rapporteurs = { (await InstructionStore.RapporteursAsync(sql, file.Id, level)).Select(ToProto) },
            Withdrawals = { (await InstructionStore.WithdrawalsAsync(sql, file.Id, level)).Select(ToProto) },
            Orders = { (await InstructionStore.OrdersAsync(sql, file.Id, level)).Select(ToProto) },
            Etag = Etag.Of(file.Version),
        };
    }

    /// <summary>The part that is communicated to a council (CSP R.4126-12, R.4126-14): the requests made to it, its own memoranda, and those of others
    /// that are communicated. How long another party had is not told.</summary>
    public static Instruction ForCouncil(Instruction all, CaseParty council)
    {
        var shown = all.Clone();
        shown.Requests.Clear();
        shown.Requests.Add(all.Requests.Where(request => request.Party == council));
        shown.Memoranda.Clear();
        foreach (var memorandum in all.Memoranda.Where(one => one.Party == council || !one.NotCommunicated))
            shown.Memoranda.Add(memorandum.Party == council ? memorandum : new Memorandum(memorandum) { Request = 0, Late = false });
        shown.Rapporteurs.Clear();
        return shown;
    }

    private static MemorandumRequest ToProto(RequestRow row, RegistrationRow registration)
    {
        var time = InstructionRules.TimeOf(row, registration);
        return new MemorandumRequest
        {
            Number = row.Number,
            Party = row.Party,
            Kind = row.Kind,
            AskedOn = row.AskedOn.ToProto(),
            ReceivedOn = row.ReceivedOn?.ToProto(),
            LastDay = time.LastDay.ToProto(),
            Rule = time.Rule,
            Indicative = time.Indicative,
            Steps = { time.Steps },
        };
    }

    private static Memorandum ToProto(MemorandumRow row, IReadOnlyList<RequestRow> requests, RegistrationRow registration, bool afterClosure) => new()
    {
        Number = row.Number,
        Party = row.Party,
        Title = row.Title,
        ReceivedOn = row.ReceivedOn.ToProto(),
        PostedOn = row.PostedOn?.ToProto(),
        Request = row.Request ?? 0,
        Late = row.Request is { } number && InstructionRules.TimeOf(requests.Single(request => request.Number == number), registration) is
            { Indicative: false } time && row.ProducedOn > time.LastDay,
        NotCommunicated = afterClosure,
    };

    private static Closure ToProto(ClosureRow row) => new()
    {
        OrderedOn = row.OrderedOn.ToProto(), SentOn = row.SentOn.ToProto(), ClosesOn = row.ClosesOn.ToProto(), ReopenedOn = row.ReopenedOn?.ToProto(),
    };

    private static Rapporteur ToProto(NewRapporteur row) => new() { Name = row.Name, Council = row.Council, AppointedOn = row.AppointedOn.ToProto() };

    private static ChamberWithdrawal ToProto(WithdrawalRow row) => new() { Party = row.Party, WithdrawnOn = row.WithdrawnOn.ToProto() };

    private static PresidentOrder ToProto(OrderRow row) => new() { Ground = row.Ground, DecidedOn = row.DecidedOn.ToProto(), EndsCase = row.EndsCase };
}
