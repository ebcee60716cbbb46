using System.Collections.Immutable;
using System.Text.Json;
using OrleansChat.Conversations;

namespace OrleansChat.Tests.Conversations;

public sealed class AlertTests
{
    [Fact]
    public void An_alert_says_what_it_is_in_words_and_whom_it_is_about_in_ids() => Assert.Equal(
        """{"type":17,"content":"甲邀请\u003Cb\u003E、\u0022丙\u0022加入群聊","operator":"1","name":"甲","users":["2","3"],"names":["\u003Cb\u003E","\u0022丙\u0022"]}""",
        Alerts.Invited(new AlertPerson(1, "甲"), [new AlertPerson(2, "<b>"), new AlertPerson(3, "\"丙\"")]));

    [Fact]
    public void One_who_came_and_those_who_were_put_out_are_named()
    {
        Assert.Equal(
            """{"type":5,"content":"甲加入群聊","users":["1"],"names":["甲"]}""", Alerts.Joined(new AlertPerson(1, "甲")));
        Assert.Equal(
            """{"type":4,"content":"乙被移出群聊","operator":"1","name":"甲","users":["2"],"names":["乙"]}""",
            Alerts.Removed(new AlertPerson(1, "甲"), [new AlertPerson(2, "乙")]));
    }

    [Fact]
    public void Of_a_crowd_the_sentence_names_ten_and_the_body_all()
    {
        var crowd = Enumerable.Range(1, 12).Select(id => new AlertPerson(id, $"n{id}")).ToImmutableArray();

        using var body = JsonDocument.Parse(Alerts.Removed(new AlertPerson(99, "m"), crowd));

        Assert.Equal("n1、n2、n3、n4、n5、n6、n7、n8、n9、n10等12人被移出群聊", body.RootElement.GetProperty("content").GetString());
        Assert.Equal(12, body.RootElement.GetProperty("users").GetArrayLength());
    }
}
