using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansChat.Benchmarks.Measuring;

/// <summary>One table: a column for each workload, a row for each figure.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string ToText(IReadOnlyList<Outcome> outcomes)
    {
        var names = outcomes.SelectMany(outcome => outcome.Figures).Select(figure => figure.Name)
            .Distinct(StringComparer.Ordinal).ToArray();
        var first = names.Max(name => name.Length);
        var widths = outcomes.Select(outcome => Math.Max(outcome.Workload.Length, 10)).ToArray();
        var text = new StringBuilder();
        AppendRow(text, string.Empty, first, outcomes.Select(outcome => outcome.Workload), widths);
        foreach (var name in names)
        {
            AppendRow(text, name, first, outcomes.Select(outcome => Cell(outcome, name)), widths);
        }

        foreach (var outcome in outcomes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{outcome.Workload}: {outcome.Verdict}");
            foreach (var example in outcome.Examples)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {example}");
            }
        }

        return text.ToString();
    }

    public static string ToJson(IEnumerable<Outcome> outcomes) => JsonSerializer.Serialize(
        outcomes.Select(outcome => new
        {
            outcome.Workload,
            outcome.Passed,
            outcome.Verdict,
            outcome.Examples,
            Figures = outcome.Figures.ToDictionary(
                figure => figure.Name.Trim(), figure => figure.Value, StringComparer.Ordinal),
        }),
        Indented);

    private static string Cell(Outcome outcome, string name) =>
        outcome.Figures.FirstOrDefault(figure => figure.Name == name) switch
        {
            null => string.Empty,
            { Value: null } => "n/a",
            { Value: { } value } => value.ToString(
                Math.Abs(value) >= 100 ? "N0" : Math.Abs(value) >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture),
        };

    private static void AppendRow(
        StringBuilder text, string name, int first, IEnumerable<string> cells, IReadOnlyList<int> widths)
    {
        text.Append(name.PadRight(first));
        foreach (var (cell, width) in cells.Zip(widths))
        {
            text.Append("  ").Append(cell.PadLeft(width));
        }

        text.AppendLine();
    }
}
