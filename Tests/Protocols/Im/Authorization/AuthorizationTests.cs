using OrleansChat.WebFrontend.Protocols.Im;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>The table against running servers.</summary>
[Collection(nameof(ImModesTests))]
public sealed class AuthorizationTests(ImModes modes)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"];

    public static TheoryData<int> RowNumbers => [.. Enumerable.Range(0, Matrix.Rows.Length)];

    [Theory]
    [MemberData(nameof(RowNumbers))]
    public async Task Everybody_is_answered_as_the_table_says(int number)
    {
        var row = Matrix.Rows[number];
        List<string> wrong = [];
        foreach (var mode in Enum.GetValues<ImMode>())
        {
            var answers = await Task.WhenAll(
                Matrix.Callers.Select(caller => new Cell(modes, row, mode, caller).AskAsync()));
            wrong.AddRange(
                from cell in Matrix.Callers.Zip(row.Cells(mode), answers)
                where cell.Second != cell.Third
                select $"{mode}: {cell.First} is to get '{cell.Second}' and got '{cell.Third}'");
        }

        Assert.True(wrong.Count == 0, $"{row}\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public async Task What_is_not_yours_looks_like_what_is_not_there()
    {
        foreach (var mode in Enum.GetValues<ImMode>())
        {
            foreach (var row in Matrix.Rows.Where(row => row.Nowhere is not null && row.Cells(mode)[1] != "file"))
            {
                var (notHis, notThere) = await new Cell(modes, row, mode, "another").TwinsAsync();

                Assert.Equal((mode, row, notHis), (mode, row, notThere));
            }
        }
    }

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route()
    {
        var routes = new RouteList(modes.Host(ImMode.Production).Services);
        new ImProtocol().Map(routes);

        Assert.Equal(
            routes.Patterns.Except(Matrix.Sockets).Order(StringComparer.Ordinal),
            Matrix.Rows.Select(row => row.Route).Distinct().Order(StringComparer.Ordinal));
        Assert.Subset(
            Matrix.Rows.Select(row => row.Route).ToHashSet(),
            ImEndpoints.Verbs.Select(verb => ImEndpoints.Prefix + verb.Path).ToHashSet());
    }

    [Fact]
    public async Task Other_methods_are_405()
    {
        foreach (var row in Matrix.Rows)
        {
            foreach (var method in Methods.Except(row.IsDownload ? ["GET"] : ["POST"]))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Cell.Relative(row.Route));
                var reply = await modes.SendAsync(ImMode.Development, request);

                Assert.Equal((row.Route, method, "405 "), (row.Route, method, $"{reply}"));
            }
        }
    }
}
