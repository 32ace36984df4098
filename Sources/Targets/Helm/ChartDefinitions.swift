import Formats

/// `templates/_helpers.tpl`: what the other templates include.
enum ChartDefinitions {
  /// The text for the chart of a policy. Both are DNS labels, so nothing in them means anything to Helm.
  static func text(chart: String, notice: String) -> String {
    let podLabel = [PodDocument.withoutSidecar.key, PodDocument.withoutSidecar.value].map(TemplateText.quoted)
    return #"""
      {{- /* \#(notice) */ -}}

      {{- /* The name of the release, with the chart's unless it has that already. */ -}}
      {{- define "\#(chart).fullname" -}}
      {{- $name := .Values.nameOverride | default .Chart.Name -}}
      {{- if .Values.fullnameOverride -}}
      {{- .Values.fullnameOverride -}}
      {{- else if contains $name .Release.Name -}}
      {{- .Release.Name -}}
      {{- else -}}
      {{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
      {{- end -}}
      {{- end -}}

      {{- /* (list . PART): the name of an object. A CronJob's has 52 characters at most; a hash stands for the rest. */ -}}
      {{- define "\#(chart).name" -}}
      {{- $name := printf "%s-%s" (include "\#(chart).fullname" (index . 0)) (index . 1) -}}
      {{- if gt (len $name) 52 -}}
      {{- printf "%s-%s" ($name | trunc 43 | trimSuffix "-") ($name | sha256sum | trunc 8) -}}
      {{- else -}}
      {{- $name -}}
      {{- end -}}
      {{- end -}}

      {{- define "\#(chart).serviceAccountName" -}}
      {{- .Values.serviceAccount.name | default (include "\#(chart).fullname" .) -}}
      {{- end -}}

      {{- /* (list . COMPONENT), or (list .): not the application's name, so that nothing which selects it selects these. */ -}}
      {{- define "\#(chart).selectorLabels" -}}
      {{- $labels := dict "app.kubernetes.io/name" "backstay" "app.kubernetes.io/instance" (index . 0).Release.Name -}}
      {{- if gt (len .) 1 -}}
      {{- $_ := set $labels "app.kubernetes.io/component" (index . 1) -}}
      {{- end -}}
      {{- toJson $labels -}}
      {{- end -}}

      {{- /* The same, and what describes an object. An installation can add labels, not change these. */ -}}
      {{- define "\#(chart).labels" -}}
      {{- $root := index . 0 -}}
      {{- $own := include "\#(chart).selectorLabels" . | fromJson -}}
      {{- $_ := set $own "app.kubernetes.io/part-of" "\#(chart)" -}}
      {{- $_ := set $own "app.kubernetes.io/managed-by" $root.Release.Service -}}
      {{- $_ := set $own "helm.sh/chart" (printf "%s-%s" $root.Chart.Name $root.Chart.Version) -}}
      {{- toJson (merge $own $root.Values.labels) -}}
      {{- end -}}

      {{- /* (list . COMPONENT), or (list . COMPONENT LABELS): of pods. */ -}}
      {{- define "\#(chart).podLabels" -}}
      {{- $own := include "\#(chart).selectorLabels" (list (index . 0) (index . 1)) | fromJson -}}
      {{- $_ := set $own \#(podLabel[0]) \#(podLabel[1]) -}}
      {{- if gt (len .) 2 }}{{ $own = merge $own (index . 2) }}{{ end -}}
      {{- toJson (merge $own (index . 0).Values.podLabels) -}}
      {{- end -}}

      {{- define "\#(chart).podAnnotations" -}}
      {{- toJson (merge (\#(ChartTemplate.dictionary(PodDocument.annotations))) .Values.podAnnotations) -}}
      {{- end -}}

      """#
  }
}
