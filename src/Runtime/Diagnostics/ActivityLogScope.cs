using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Orleans.Ray.Diagnostics;

/// <summary>What <see cref="LoggerFactoryOptions.ActivityTrackingOptions"/> asks to tell of the current activity.</summary>
internal sealed class ActivityLogScope : LogScope
{
    public ActivityLogScope(Activity activity, ActivityTrackingOptions tracked)
    {
        AddIf(ActivityTrackingOptions.SpanId, "SpanId", activity.SpanId);
        AddIf(ActivityTrackingOptions.TraceId, "TraceId", activity.TraceId);
        AddIf(ActivityTrackingOptions.ParentId, "ParentId", activity.ParentSpanId);
        AddIf(ActivityTrackingOptions.TraceState, "TraceState", activity.TraceStateString);
        AddIf(ActivityTrackingOptions.TraceFlags, "TraceFlags", activity.ActivityTraceFlags);
        if ((tracked & ActivityTrackingOptions.Tags) != 0)
        {
            foreach (var (name, value) in activity.TagObjects)
            {
                Add(name, value);
            }
        }

        if ((tracked & ActivityTrackingOptions.Baggage) != 0)
        {
            foreach (var (name, value) in activity.Baggage)
            {
                Add(name, value);
            }
        }

        void AddIf(ActivityTrackingOptions option, string name, object? value)
        {
            if ((tracked & option) != 0)
            {
                Add(name, value);
            }
        }
    }
}
