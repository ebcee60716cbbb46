using System.Text.RegularExpressions;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Architecture;

/// <summary>PostgreSQL 13 is promised, and tests mostly run on a newer one, which would not notice.</summary>
public sealed partial class DatabaseVersionTests
{
    [Fact]
    public void No_statement_needs_more_than_PostgreSQL_13()
    {
        var files = Directory.GetFiles(
            Path.Combine(RepositoryRoot.Path, "Silo", "Storage"), "*.sql", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.Empty(
            from file in files
            let sql = Comment().Replace(File.ReadAllText(file), "")
            where !sql.Contains("server_version_num", StringComparison.Ordinal) // asks what the server has
            from match in Newer().Matches(sql)
            select $"{RepositoryRoot.Relative(file)}: {match.Value}");
    }

    [Theory]
    [InlineData("ahead int8multirange", true)]
    [InlineData("SELECT range_agg(r)", true)]
    [InlineData("merge\n    into t", true)]
    [InlineData("date_bin('1 hour', at, now())", true)]
    [InlineData("UNIQUE NULLS NOT DISTINCT (a, b)", true)]
    [InlineData("SELECT range_merge(a, b), merge_receipts(1), jsonb_object_agg(k, v)", false)]
    [InlineData("count(DISTINCT a) ... ON CONFLICT DO NOTHING", false)]
    public void What_is_newer_is_recognised(string sql, bool expected) => Assert.Equal(expected, Newer().IsMatch(sql));

    [GeneratedRegex("--.*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Comment();

    /// <summary>What 14 to 18 brought that a statement here might want.</summary>
    [GeneratedRegex(
        """
        \b(
            \w*multirange | range_agg | range_intersect_agg | date_bin | trim_array | bit_count | string_to_table
            | BEGIN\s+ATOMIC | GROUP\s+BY\s+DISTINCT | SEARCH\s+(DEPTH|BREADTH)\s+FIRST | COMPRESSION\s+\w+
            | MERGE\s+INTO | NULLS\s+NOT\s+DISTINCT | regexp_(count|instr|like|substr)
            | any_value | array_(sample|shuffle|reverse|sort) | IS\s+JSON
            | JSON_(ARRAYAGG|OBJECTAGG|TABLE|EXISTS|QUERY|VALUE) | uuidv[47] | uuid_extract_\w+ | casefold | WITHOUT\s+OVERLAPS
        )\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Newer();
}
