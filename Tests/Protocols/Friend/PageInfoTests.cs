using OrleansChat.WebFrontend.Protocols.Friend;

namespace OrleansChat.Tests.Protocols.Friend;

public sealed class PageInfoTests
{
    /// <summary>Columns: T, p, s; then pages, size, startRow, endRow, prePage, nextPage; first, last, previous, next;
    /// the numbers. Source: decisions, PageInfo.</summary>
    public static TheoryData<string> Cases =>
    [
        "3 1 10 | 1 3 1 3 0 0 | T T f f | 1",
        "0 1 10 | 0 0 0 0 0 0 | T T f f | ",
        "0 5 10 | 0 0 0 0 0 0 | f T T f | ",
        "1 1 1 | 1 1 1 1 0 0 | T T f f | 1",
        "10 1 10 | 1 10 1 10 0 0 | T T f f | 1",
        "11 1 10 | 2 10 1 10 0 2 | T f f T | 1 2",
        "11 2 10 | 2 1 11 11 1 0 | f T T f | 1 2",
        "11 3 10 | 2 0 0 0 2 0 | f f T f | 1 2",
        "80 1 10 | 8 10 1 10 0 2 | T f f T | 1 2 3 4 5 6 7 8",
        "80 8 10 | 8 10 71 80 7 0 | f T T f | 1 2 3 4 5 6 7 8",
        "81 1 10 | 9 10 1 10 0 2 | T f f T | 1 2 3 4 5 6 7 8",
        "95 4 10 | 10 10 31 40 3 5 | f f T T | 1 2 3 4 5 6 7 8",
        "95 5 10 | 10 10 41 50 4 6 | f f T T | 1 2 3 4 5 6 7 8",
        "95 6 10 | 10 10 51 60 5 7 | f f T T | 2 3 4 5 6 7 8 9",
        "95 7 10 | 10 10 61 70 6 8 | f f T T | 3 4 5 6 7 8 9 10",
        "95 10 10 | 10 5 91 95 9 0 | f T T f | 3 4 5 6 7 8 9 10",
        "1000 50 10 | 100 10 491 500 49 51 | f f T T | 46 47 48 49 50 51 52 53",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_number_follows_the_formula(string text)
    {
        var parts = text.Split('|', StringSplitOptions.TrimEntries);
        var asked = parts[0].Split(' ').Select(int.Parse).ToArray();

        var page = Page(asked[0], asked[1], asked[2]);

        Assert.Equal(
            parts[1], $"{page.Pages} {page.Size} {page.StartRow} {page.EndRow} {page.PrePage} {page.NextPage}");
        Assert.Equal(
            parts[2],
            $"{Flag(page.IsFirstPage)} {Flag(page.IsLastPage)} {Flag(page.HasPreviousPage)} {Flag(page.HasNextPage)}");
        Assert.Equal(parts[3], string.Join(' ', page.NavigatepageNums));
        Assert.Equal((asked[0], asked[1], asked[2], 8), (page.Total, page.PageNum, page.PageSize, page.NavigatePages));
    }

    [Fact]
    public void The_first_and_last_page_are_those_that_are_named()
    {
        var page = Page(total: 95, number: 6, size: 10);

        Assert.Equal((2, 9, 2, 9), (page.NavigateFirstPage, page.NavigateLastPage, page.FirstPage, page.LastPage));
    }

    [Fact]
    public void The_largest_numbers_overflow_nothing()
    {
        var page = PageInfo.Of(long.MaxValue / 2, int.MaxValue, 100, [new MessageRow("", "", "")]);

        Assert.Equal(((int.MaxValue - 1L) * 100) + 1, page.StartRow);
        Assert.Equal(8, page.NavigatepageNums.Length);
    }

    private static PageInfo Page(int total, int number, int size)
    {
        var rows = Math.Clamp(total - ((number - 1) * size), 0, size);
        return PageInfo.Of(
            total, number, size, [.. Enumerable.Repeat(new MessageRow("", "", ""), rows)]);
    }

    private static char Flag(bool flag) => flag ? 'T' : 'f';
}
