using global::Microbenchmark.Measuring;
using global::Microbenchmark.Rows;

namespace Orleans.Ray.Samples.Tests.Microbenchmark;

public sealed class RowTests
{
    [Fact]
    public void The_rows_have_the_names_and_the_order_of_Rays_report() => Assert.Equal(
    [
        "single client get calls",
        "single client put calls",
        "multi client put calls",
        "single client put gigabytes",
        "multi client put gigabytes",
        "single client tasks and get batch",
        "single client get object containing 10k refs",
        "single client wait 1k refs",
        "single client tasks sync",
        "single client tasks async",
        "multi client tasks async",
        "placement group create/removal",
        "1:1 actor calls sync",
        "1:1 actor calls async",
        "1:1 actor calls concurrent",
        "1:n actor calls async",
        "n:n actor calls async",
        "n:n actor calls with arg async",
        "1:1 async-actor calls sync",
        "1:1 async-actor calls async",
        "1:1 async-actor calls with args async",
        "1:n async-actor calls async",
        "n:n async-actor calls async",
        "10000 args",
        "3000 returns",
        "get 10000 objects",
        "1000000 queued tasks",
        "embedded start",
        "put gigabytes into fresh memory",
        "get 800 MB array",
        "stored small put",
        "stored small get",
        "record batch put gigabytes",
        "record batch get",
        "limit: task run sync",
        "limit: task run async",
        "limit: channel actor sync",
        "limit: channel actor async",
        "limit: plain copy gigabytes",
        "limit: plain copies of 80 MB gigabytes",
    ],
    RowList.All.Select(static row => row.Name));

    [Fact]
    public void Rows_of_Rays_report_have_its_figure_and_others_have_none() =>
        Assert.All(RowList.All, static row => Assert.Equal(row.Name.StartsWith("limit:", StringComparison.Ordinal) || StoreRows.OfOurs.Contains(row) || StartRows.All.Contains(row), row.Ray is null));

    [Fact]
    public void The_median_of_the_rounds_counts()
    {
        var row = new Row("row", 10, static () => throw new InvalidOperationException());
        var result = new RowResult(row, [new Sample(30, 3), new Sample(10, 1), new Sample(50, 2), new Sample(20, 2)]);
        Assert.Equal(25, result.Median);
        Assert.Equal(10, result.Min);
        Assert.Equal(50, result.Max);
        Assert.Equal(2, result.BytesPerOperation);
        Assert.Equal(2.5, result.TimesRay);
    }

    [Fact]
    public void Fewer_seconds_are_better()
    {
        var row = new Row("row", 10, static () => throw new InvalidOperationException()) { Unit = RowUnit.Seconds };
        Assert.Equal(5, new RowResult(row, [new Sample(2, 0)]).TimesRay);
        Assert.Equal(0.5, RowUnit.Seconds.Measure(4, TimeSpan.FromSeconds(2)));
        Assert.Equal(2, RowUnit.PerSecond.Measure(4, TimeSpan.FromSeconds(2)));
    }
}
