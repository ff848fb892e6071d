using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Local.Demo;

/// <summary>Loads invented physicians at the first start, so that a newcomer finds data.</summary>
internal static class DemoData
{
    private const int Physicians = 20_000;

    public static async Task LoadOnceAsync(Story story)
    {
        var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnom-registre");
        var known = await register.SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = "75", PageSize = 1 });
        if (known.Physicians.Count > 0)
            return;

        var file = Path.Combine(story.Platform.DataFolder, "register.txt");
        await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = Physicians, BrokenLines = 25, Seed = 2026 });
        var (result, _) = await RegisterLoader.LoadAsync(story, file);
        story.Say($"{result.PhysiciansCreated:N0} invented physicians loaded, {result.RejectedLines} broken lines rejected.");
        await new WorkingDay(story).PlayAsync();
        story.Say("A working day of council 75 and of the chamber of Île-de-France is ready in the console.");
    }
}
