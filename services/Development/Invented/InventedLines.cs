using System.Buffers;
using System.Text;

namespace OrdreCouncils.Development.Invented;

/// <summary>Lines of an invented file, buffered until <see cref="FlushAsync"/>.</summary>
internal sealed class InventedLines(InventedFile file)
{
    private const string HeaderLine =
        "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité d'exercice|Libellé civilité d'exercice|Code civilité|Libellé civilité|"
        + "Nom d'exercice|Prénom d'exercice|Code profession|Libellé profession|Code catégorie professionnelle|Libellé catégorie professionnelle|"
        + "Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|Libellé savoir-faire|Code mode exercice|Libellé mode exercice|Numéro SIRET site|"
        + "Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|Identifiant technique de la structure|Raison sociale site|"
        + "Enseigne commerciale site|Complément destinataire (coord. structure)|Complément point géographique (coord. structure)|"
        + "Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|Code type de voie (coord. structure)|"
        + "Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)|Mention distribution (coord. structure)|Bureau cedex (coord. structure)|"
        + "Code postal (coord. structure)|Code commune (coord. structure)|Libellé commune (coord. structure)|Code pays (coord. structure)|"
        + "Libellé pays (coord. structure)|Téléphone (coord. structure)|Téléphone 2 (coord. structure)|Télécopie (coord. structure)|"
        + "Adresse e-mail (coord. structure)|Code Département (structure)|Libellé Département (structure)|Ancien identifiant de la structure|"
        + "Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité|Code section tableau pharmaciens|"
        + "Libellé section tableau pharmaciens|Code rôle|Libellé rôle|Code genre activité|Libellé genre activité";

    private static readonly string[] Columns = HeaderLine.Split('|');
    private static readonly (string Code, string Label)[] OtherProfessions =
        [("60", "Infirmier"), ("70", "Masseur-Kinésithérapeute"), ("21", "Pharmacien"), ("40", "Chirurgien-Dentiste"), ("50", "Sage-Femme")];

    private readonly string[] values = new string[Columns.Length];
    private readonly ArrayBufferWriter<byte> pending = new(1 << 17);
    private readonly Encoding encoding = file.Windows1252 ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : new UTF8Encoding(false);

    public long Count { get; private set; }
    public long Others { get; private set; }
    public long Broken { get; private set; }
    public long Bytes { get; private set; }
    public long Pending => pending.WrittenCount;

    public void Header()
    {
        if (file.ByteOrderMark)
            pending.Write(Encoding.UTF8.Preamble);
        Columns.CopyTo(values, 0);
        Write(Line());
        Count = 0;
    }

    public void Physician(InventedPhysician physician, InventedActivity activity, ref Dice dice)
    {
        Fill(physician, activity, ref dice);
        Write(Line());
    }

    /// <summary>A line that the import must skip: another profession, a student, or a physician with an ADELI number only.</summary>
    public void Other(ref Dice dice)
    {
        var person = InventedPhysician.Nth(file.Seed, 10_000_000 + dice.Below(1_000_000));
        Fill(person, person.Activities[0], ref dice);
        switch (dice.Below(10))
        {
            case 0: // an ADELI number
                Set("Type d'identifiant PP", "0");
                Set("Identifiant PP", $"{dice.Below(1_000_000_000):000000000}");
                break;
            case 1:
                Set("Code catégorie professionnelle", "E");
                Set("Libellé catégorie professionnelle", "Etudiant");
                break;
            default:
                var (code, label) = dice.Pick(OtherProfessions);
                Set("Code profession", code);
                Set("Libellé profession", label);
                break;
        }

        Others++;
        Write(Line());
    }

    /// <summary>A line with one fault; each call writes the next kind of fault.</summary>
    public void Break(InventedPhysician physician, ref Dice dice)
    {
        Fill(physician, physician.Activities[0], ref dice);
        var rpps = physician.Rpps;
        switch (Broken++ % 8)
        {
            case 0: // a wrong check digit
                Set("Identifiant PP", $"{rpps[..^1]}{(char)(rpps[^1] == '9' ? '0' : rpps[^1] + 1)}");
                break;
            case 1:
                Set("Identifiant PP", rpps[..^1]);
                break;
            case 2:
                Set("Nom d'exercice", "");
                break;
            case 3:
                Set("Prénom d'exercice", "-");
                break;
            case 4:
                Set("Type d'identifiant PP", "");
                break;
            case 5: // a separator inside a value
                Set("Raison sociale site", "CABINET | MEDICAL");
                break;
            case 6:
                Set("Libellé commune (coord. structure)", "Saint-\u0007Denis");
                break;
            default: // cut short
                Write(Line()[..40]);
                return;
        }

        Write(Line());
    }

    public async Task FlushAsync(Stream output, CancellationToken cancellation)
    {
        await output.WriteAsync(pending.WrittenMemory, cancellation);
        Bytes += pending.WrittenCount;
        pending.ResetWrittenCount();
    }

    private void Fill(InventedPhysician physician, InventedActivity activity, ref Dice dice)
    {
        Array.Fill(values, "");
        Set("Type d'identifiant PP", "8");
        Set("Identifiant PP", physician.Rpps);
        Set("Identification nationale PP", "8" + physician.Rpps);
        Set("Code civilité d'exercice", physician.Title);
        Set("Libellé civilité d'exercice", physician.Title == "PR" ? "Professeur" : "Docteur");
        Set("Code civilité", physician.Woman ? "MME" : "M");
        Set("Libellé civilité", physician.Woman ? "Madame" : "Monsieur");
        Set("Nom d'exercice", physician.FamilyName);
        Set("Prénom d'exercice", physician.GivenName);
        Set("Code profession", "10");
        Set("Libellé profession", "Médecin");
        Set("Code catégorie professionnelle", "C");
        Set("Libellé catégorie professionnelle", "Civil");
        Set("Code type savoir-faire", physician.Specialty.Kind);
        Set("Libellé type savoir-faire", "Spécialité ordinale");
        Set("Code savoir-faire", physician.Specialty.Code);
        Set("Libellé savoir-faire", physician.Specialty.Label);
        Set("Code mode exercice", activity.Mode);
        Set("Libellé mode exercice", activity.Mode switch { "L" => "Libéral", "S" => "Salarié", _ => "Bénévole" });
        Set("Numéro FINESS site", activity.Finess);
        Set("Identifiant technique de la structure", activity.Finess.Length > 0 ? "F" + activity.Finess : "C" + physician.Rpps);
        Set("Raison sociale site", activity.Structure);
        Set("Numéro Voie (coord. structure)", $"{1 + dice.Below(200)}");
        Set("Code type de voie (coord. structure)", "R");
        Set("Libellé type de voie (coord. structure)", "Rue");
        Set("Libellé Voie (coord. structure)", "DES EXEMPLES");
        Set("Bureau cedex (coord. structure)", $"{activity.Place.PostalCode} {activity.Place.Town.ToUpperInvariant()}");
        Set("Code postal (coord. structure)", activity.Place.PostalCode);
        Set("Libellé commune (coord. structure)", activity.Place.Town);
        Set("Code Département (structure)", activity.NamesDepartment ? activity.Place.Department : "");
        Set("Autorité d'enregistrement", "CNOM/CNOM/ARS");
        Set("Code secteur d'activité", activity.Sector);
        Set("Libellé secteur d'activité", activity.SectorLabel);
        var (kind, label) = activity.Mode == "B" ? ("GENR04", "Activité non soignante") : ("GENR01", "Activité standard de soin ou de pharmacien");
        Set("Code genre activité", kind);
        Set("Libellé genre activité", label);
    }

    private void Set(string column, string value) => values[Places[column]] = value;

    private static readonly Dictionary<string, int> Places =
        Columns.Select((name, place) => (name, place)).ToDictionary(column => column.name, column => column.place);

    private string Line() => string.Join('|', values.AsSpan(0, file.Columns)!) + (file.TrailingSeparator ? "|" : "");

    private void Write(string line)
    {
        encoding.GetBytes(line, pending);
        pending.Write(file.CarriageReturn ? "\r\n"u8 : "\n"u8);
        Count++;
    }
}
