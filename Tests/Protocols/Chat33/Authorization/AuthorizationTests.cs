using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33.Authorization;

/// <summary>matrix.md against a running server.</summary>
public sealed class AuthorizationTests(World world) : IClassFixture<World>
{
    private static readonly string[] EventsOfClients = ["event 0", "event 1", "event 2", "event 26", "event 27", "event 33", "event 42", "event 45"];

    public static TheoryData<string> RowNames => [.. Matrix.Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(RowNames))]
    public async Task Everybody_is_answered_as_the_table_says(string name)
    {
        var row = Matrix.Rows.Single(row => row.Name == name);

        var answers = await Task.WhenAll(Matrix.Callers.Zip(row.Cells, async (caller, expected) =>
            (Caller: caller, Expected: expected, Answer: await new Cell(world, row, caller).AskAsync(expected))));

        var wrong = answers.Where(cell => !cell.Expected.Split(" or ").Contains(cell.Answer));
        Assert.True(!wrong.Any(), $"{Matrix.File}, {row}: " + string.Join(
            "; ", wrong.Select(cell => $"{cell.Caller} is to get {cell.Expected} and got {cell.Answer}")));
    }

    [Fact]
    public async Task What_is_not_yours_looks_like_what_is_not_there()
    {
        foreach (var (call, caller, notHis, notThere) in Matrix.Twins)
        {
            var one = await new Cell(world, new MatrixRow(call, "", notHis, []), caller).ReadAsync();
            var other = await new Cell(world, new MatrixRow(call, "", notThere, []), caller).ReadAsync();

            Assert.Equal((call, one), (call, other));
            Assert.DoesNotContain("\"result\":0", one, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_table_is_no_smaller_than_it_was() => Assert.InRange(Matrix.Rows.Length * Matrix.Callers.Length, 500, int.MaxValue);

    [Fact]
    public void Every_route_has_a_row() => Assert.True(
        !Routes.Except(Calls).Any(),
        $"Add a row to {Matrix.File}, whose head says how, for: {string.Join(", ", Routes.Except(Calls))}");

    [Fact]
    public void Every_row_has_a_route() => Assert.True(
        !Paths.Except(Routes).Any(),
        $"Take out of {Matrix.File} what the server has no more: {string.Join(", ", Paths.Except(Routes))}");

    [Fact]
    public void Every_event_of_a_client_has_a_row() => Assert.Subset(Calls.ToHashSet(), EventsOfClients.ToHashSet());

    [Fact]
    public void No_row_stands_twice() =>
        Assert.Equal(Matrix.Rows.Length, Matrix.Rows.Select(row => row.Name).Distinct().Count());

    private static IEnumerable<string> Routes =>
        Chat33Endpoints.Verbs.Concat(Chat33AccountEndpoints.Verbs).Select(verb => verb.Path);

    private static IEnumerable<string> Paths => Calls.Where(call => call.StartsWith('/'));

    private static IEnumerable<string> Calls => Matrix.Rows.Select(row => row.Call);
}
