using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Registry.Duplicates;

/// <summary>Steps of merge tests on two records of one person: the kept record in Paris, the merged record in Marseille.</summary>
internal static class MergePath
{
    public const string Kept = RegisterFile.Anne;
    public const string Merged = RegisterFile.Jean;
    public const string Why = "Deux numéros attribués à la même personne";

    public static readonly DateOnly Today = RegistryApp.Today;

    public static RegisterFile Both => new RegisterFile().Line(Kept).Line(Merged, given: "ANNE LISE", postalCode: "13001", structure: "CLINIQUE ESSAI");

    /// <summary>Cached copies live for an hour, so a change that shows at once has invalidated them.</summary>
    public static async Task<RegistryApp> StartAsync(SqlEngine engine, params (string Key, string Value)[] settings)
    {
        var app = await RegistryApp.StartAsync(engine, [("Cache:LocalLife", "01:00:00"), .. settings]);
        await app.ImportAsync(Both);
        foreach (var number in new[] { Kept, Merged })
            Assert.True((await app.VerifyAsync(number)).MayPractise);
        return app;
    }

    public static async Task<MergeRecordsRequest> RequestAsync(this RegistryApp app, string kept = Kept, string merged = Merged)
    {
        var both = await (await app.DuplicatesAsync()).CompareRecordsAsync(new CompareRecordsRequest { First = kept, Second = merged });
        return new MergeRecordsRequest
        {
            RequestId = RegistryApp.NewId(),
            Kept = kept,
            Merged = merged,
            KeptEtag = both.First.Etag,
            MergedEtag = both.Second.Etag,
            Reason = Why,
        };
    }

    public static async Task<Merge> MergeAsync(this RegistryApp app, string kept = Kept, string merged = Merged) =>
        (await (await app.DuplicatesAsync()).MergeRecordsAsync(await app.RequestAsync(kept, merged))).Merge;

    public static async Task<Merge> UndoAsync(this RegistryApp app, Merge merge) =>
        (await (await app.DuplicatesAsync()).UndoMergeAsync(Undo(merge.MergeId))).Merge;

    public static UndoMergeRequest Undo(string id) => new() { RequestId = RegistryApp.NewId(), MergeId = id, Reason = "Deux personnes, vérification faite" };

    public static RecordSuspensionRequest Suspension(string rpps) => new()
    {
        RequestId = RegistryApp.NewId(),
        Rpps = rpps,
        Kind = SuspensionKind.Insufficiency,
        EffectiveOn = Today.ToProto(),
        EndsOn = Today.AddDays(90).ToProto(),
        Ground = "Rapport d'expertise",
    };

    /// <summary>The answers of all read RPCs about a number: may practise, kept number, number of restrictions.</summary>
    public static async Task<List<(bool MayPractise, string MergedInto, int Restrictions)>> EveryAnswerAsync(this RegistryApp app, string rpps)
    {
        var physicians = await app.PhysiciansAsync();
        var got = await physicians.GetPhysicianAsync(new GetPhysicianRequest { Rpps = rpps });
        var own = await (await app.PhysiciansAsync("medecin-" + rpps)).GetOwnRecordAsync(new GetOwnRecordRequest());
        var verified = await physicians.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps });
        var verification = await app.VerificationAsync();
        var batch = (await verification.BatchVerifyRegistrationsAsync(new BatchVerifyRegistrationsRequest { Items = { new VerificationItem { Rpps = rpps } } })).Answers[0];
        using var stream = verification.StreamVerifyRegistrations();
        await stream.RequestStream.WriteAsync(new StreamVerifyRegistrationsRequest { Item = new VerificationItem { Rpps = rpps } });
        await stream.RequestStream.CompleteAsync();
        Assert.True(await stream.ResponseStream.MoveNext(default));
        var streamed = stream.ResponseStream.Current.Answer;
        Assert.Equal((rpps, rpps, rpps), (verified.Rpps, batch.Rpps, streamed.Rpps));
        return
        [
            Of(got.Registration, got.MergedInto), Of(got.Registration, Other(got.Physician.Rpps)), Of(own.Registration, Other(own.Physician.Rpps)),
            Of(verified.Registration, verified.MergedInto), Of(batch.Registration, batch.MergedInto), Of(streamed.Registration, streamed.MergedInto),
        ];

        string Other(string shown) => shown == rpps ? "" : shown;

        static (bool, string, int) Of(Registration registration, string mergedInto) =>
            (registration.MayPractise, mergedInto, registration.Restrictions.Count);
    }

    public static async Task<List<(string Rpps, bool MayPractise)>> SearchAsync(this RegistryApp app, Action<SearchPhysiciansRequest>? narrow = null)
    {
        var request = new SearchPhysiciansRequest { FamilyName = "essai" };
        narrow?.Invoke(request);
        return [.. (await (await app.PhysiciansAsync()).SearchPhysiciansAsync(request)).Physicians.Select(line => (line.Rpps, line.MayPractise))];
    }

    public static string Detail(RpcException exception) => exception.Status.Detail;
}
