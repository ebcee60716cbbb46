using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansChat.WebFrontend;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>What anybody finds at the portal.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33PortalTests(Chat33Host server)
{
    [Fact]
    public async Task The_page_lists_documents_that_are_there()
    {
        using var portal = new HttpClient { BaseAddress = server.Host.PortalUrl };
        using var page = await portal.GetAsync("/docs");
        var links = Regex.Matches(
                await page.Content.ReadAsStringAsync(),
                "href=\"(?<to>[^\"]+)\"",
                RegexOptions.ExplicitCapture,
                Regex.InfiniteMatchTimeout)
            .Select(match => match.Groups["to"].Value);

        var documents = ProtocolCatalog.All.SelectMany(protocol => protocol.Documents.Select(
            document => $"/docs/{protocol.Name.ToLowerInvariant()}/{document.Name}"));
        Assert.Equal(documents, links);
        Assert.Contains("/docs/chat33/openapi.json", links);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        AssertClosed(page);
    }

    [Theory]
    [InlineData("/docs/chat33/openapi.json", "openapi", "3.1.0")]
    [InlineData("/docs/chat33/asyncapi.json", "asyncapi", "3.0.0")]
    public async Task A_document_is_that_of_this_listener(string path, string member, string version)
    {
        using var portal = new HttpClient { BaseAddress = server.Host.PortalUrl };
        using var answer = await portal.GetAsync(path);
        var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(version, document.GetProperty(member).GetString());
        AssertClosed(answer);
    }

    [Fact]
    public async Task Only_the_portal_has_them()
    {
        using var other = new HttpClient { BaseAddress = server.Host.Chat33Url };
        using var answer = await other.GetAsync("/docs/chat33/openapi.json");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static void AssertClosed(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }
}
