using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Tests.Registry.Demography;

/// <summary>Calls shared by the demography tests.</summary>
internal static class DemographyCalls
{
    public static Task<DemographyService.DemographyServiceClient> DemographyAsync(this RegistryApp app, string? identity = "cnom-registre") =>
        app.App.ClientAsync<DemographyService.DemographyServiceClient>(identity);

    public static Task<CivilStatusService.CivilStatusServiceClient> CivilStatusAsync(this RegistryApp app, string? identity = "cnom-registre") =>
        app.App.ClientAsync<CivilStatusService.CivilStatusServiceClient>(identity);

    public static async Task BornAsync(this RegistryApp app, string rpps, DateOnly on) =>
        await (await app.CivilStatusAsync()).RecordBirthDateAsync(Birth(rpps, on));

    public static RecordBirthDateRequest Birth(string rpps, DateOnly on, string reason = "", string etag = "") =>
        new() { RequestId = RegistryApp.NewId(), Rpps = rpps, BornOn = on.ToProto(), Reason = reason, Etag = etag };

    public static CountPhysiciansRequest Question(DateOnly? on, params DemographyDimension[] groupBy) => new() { On = on?.ToProto(), GroupBy = { groupBy } };

    /// <summary>Counts by the codes of the dimensions, joined with '/'.</summary>
    public static async Task<Dictionary<string, long>> CountAsync(this RegistryApp app, CountPhysiciansRequest question, string identity = "cnom-registre")
    {
        var answer = await (await app.DemographyAsync(identity)).CountPhysiciansAsync(question);
        return answer.Cells.ToDictionary(cell => string.Join('/', cell.Keys.Select(key => key.Code)), cell => cell.Count);
    }

    /// <summary>A line of the national directory's file.</summary>
    public static RegisterFile Person(this RegisterFile file, string rpps, string civility, string department, string specialty, string mode) => file.Raw(
        $"8|{rpps}|DR|{civility}|ESSAI|PERSONNE|10|C|{(specialty.Length > 0 ? "S" : "")}|{specialty}|Spécialité {specialty}|{mode}|CABINET ESSAI|{department}001|Ville|{department}");
}
