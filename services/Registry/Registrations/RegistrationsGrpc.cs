using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Registrations;

internal sealed partial class RegistrationsGrpc(
    Database database, ChangeRunner changes, PhysicianLocks locks, TimeProvider clock, RppsPolicy rppsPolicy)
    : RegistrationsService.RegistrationsServiceBase
{
    public override Task<RecordDepartureResponse> RecordDeparture(RecordDepartureRequest request, ServerCallContext context)
    {
        var asked = RegistrationInput.Read(request, LocalDay.Today(clock, context.Scope()), rppsPolicy);
        if (FactRules.NeedsPresident(request.Ground) && !context.Caller().Person.Has(Role.DepartmentalPresident))
            throw Fault.Denied(RegistryReasons.PresidentOnly, "The council decides this (CSP L.4112-1): its president records it.");
        return changes.RunAsync(context, request, asked.RequestId, "", async change =>
        {
            var physician = await locks.LockForChangeAsync(change, request.Rpps, request.Etag, context.Scope());
            if (request.Ground == FactGround.IllegalRegistration)
                FactRules.CheckWithdrawal(await PhysicianStore.FactsAsync(change.Sql, request.Rpps), LocalDay.Of(change.At, physician.Council));
            var fact = await FactRecorder.RecordAsync(change, physician, FactKind.Left, request.Ground, asked.EffectiveOn);
            return new RecordDepartureResponse
            {
                Fact = RegistrationMap.ToProto(fact, await DepartureNotices.AddOwedAsync(change, fact)),
                Registration = await RegistrationAsync(change, request.Rpps),
                NotificationTime = NoticeRules.TimeToNotify(LocalDay.Of(change.At, physician.Council), physician.Council) is { } time
                    ? RegistrationMap.ToProto(time)
                    : null,
                Etag = Etag.Of(physician.Version),
            };
        });
    }

    public override Task<RecordRetirementResponse> RecordRetirement(RecordRetirementRequest request, ServerCallContext context)
    {
        var asked = RegistrationInput.Read(request, LocalDay.Today(clock, context.Scope()), rppsPolicy);
        return changes.RunAsync(context, request, asked.RequestId, "", async change =>
        {
            var physician = await locks.LockForChangeAsync(change, request.Rpps, request.Etag, context.Scope());
            var fact = await FactRecorder.RecordAsync(
                change, physician, request.Resumed ? FactKind.Resumed : FactKind.Retired, FactGround.Unspecified, asked.EffectiveOn);
            return new RecordRetirementResponse
            {
                Fact = RegistrationMap.ToProto(fact, []),
                Registration = await RegistrationAsync(change, request.Rpps),
                Etag = Etag.Of(physician.Version),
            };
        });
    }

    public override Task<CorrectFactResponse> CorrectFact(CorrectFactRequest request, ServerCallContext context)
    {
        var asked = RegistrationInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, asked.RequestId, asked.Reason, async change =>
        {
            var rpps = await FactStore.RppsOfAsync(change.Sql, asked.FactId) ?? throw Fault.NotFound("fact");
            var physician = await locks.LockForChangeAsync(change, rpps, request.Etag, context.Scope());
            // Read again under the lock.
            var old = (await FactStore.GetAsync(change.Sql, asked.FactId))!;
            if (FactRules.IsDecidedByHigherCouncil(old.Ground) && !context.Caller().Person.Has(Role.NationalRegistrar))
                throw Fault.Denied(RegistryReasons.NationalOnly, "A higher council decided this (CSP L.4112-4): the national registry corrects it.");
            if (old.SupersededIn is not null)
                throw Fault.Precondition(RegistryReasons.FactSuperseded, "This fact was corrected before: correct the one that took its place.");
            if (asked.EffectiveOn is null && old.Kind == nameof(FactKind.Entered))
                throw Fault.Precondition(RegistryReasons.FactDoesNotFit, "An entry is not withdrawn: record a departure for an illegal registration.");
            if (asked.EffectiveOn == old.EffectiveOn)
                throw Fault.Invalid("effective_on", "Write another day than the one recorded.");

            var correction = asked.EffectiveOn is { } day
                ? old with { Id = change.NewId(), EffectiveOn = day, RecordedIn = physician.Revision, RecordedAt = change.At }
                : null;
            if (correction is not null)
                await FactStore.AddAsync(change.Sql, correction, change.Actor.Person.Subject);
            await FactStore.SupersedeAsync(change.Sql, old.Id, physician.Revision, correction?.Id);
            FactRules.CheckSequence(await RegisterEntries.KnownAsync(change.Sql, rpps));
            var notices = correction is null
                ? await DepartureNotices.AddOwedForWithdrawalAsync(change, old)
                : await NoticeStore.OfDepartureAsync(change.Sql, old.Id);
            change.Audit(
                "registry.fact.corrected", $"physicians/{rpps}", new { fact = old.Id, kind = old.Kind, effectiveOn = old.EffectiveOn },
                new { fact = correction?.Id, effectiveOn = correction?.EffectiveOn });
            return new CorrectFactResponse
            {
                Fact = correction is null ? null : RegistrationMap.ToProto(correction, await DepartureNotices.AddOwedAsync(change, correction)),
                Registration = await RegistrationAsync(change, rpps),
                Etag = Etag.Of(physician.Version),
                Corrected = RegistrationMap.ToProto((await FactStore.GetAsync(change.Sql, old.Id))!, notices),
            };
        });
    }

    private static async Task<Registration> RegistrationAsync(Change change, string rpps) =>
        RegistrationRules.At(await RegisterEntries.KnownAsync(change.Sql, rpps), LegalDay.Of(change.At));
}
